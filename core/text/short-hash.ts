/** Digits of a hash that tell it apart from all others at hand, for people and in names. */
const DIGITS = 12;

/** The start of a digest, with its algorithm: it can be given to a command. */
export function shortDigest(digest: string): string {
  return digest.slice(0, digest.indexOf(':') + 1 + DIGITS);
}

/** The first digits of a digest or of another hash, as people compare them. */
export function shortHash(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1).slice(0, DIGITS);
}
