/** No longer, since only between two looks does one who interrupts a wait get a hearing. */
const PATIENCE_S = 5;

/**
 * A shell line that waits on a machine for a file, for a few seconds: a machine that boots has better things to do than to let
 * somebody in again and again.
 */
export function awaitFile(path: string): string {
  return `for i in $(seq ${PATIENCE_S}); do test -e ${path} && break; sleep 1; done`;
}
