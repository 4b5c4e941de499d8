/** The start of a digest: long enough to be unique, and to be given to a command. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
