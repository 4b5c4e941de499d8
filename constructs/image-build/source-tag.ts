const DIGITS = 16;

/** The tag under which the image of a source hash is pushed. Consumers take the digest. */
export function sourceTag(hash: string): string {
  return `src-${hash.slice(0, DIGITS)}`;
}
