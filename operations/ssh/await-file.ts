/** Kept short, because an interrupted wait is only noticed between two polls. */
const PATIENCE_S = 5;

/**
 * A shell line that waits a few seconds on the machine for a file to appear. Polling there is cheaper than logging in
 * repeatedly to a machine that is busy booting.
 */
export function awaitFile(path: string): string {
  return `for i in $(seq ${PATIENCE_S}); do test -e ${path} && break; sleep 1; done`;
}
