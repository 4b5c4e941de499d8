/** A text that looks like a secret and was said to be none. */
export interface NotSecret {
  /** The text itself. */
  readonly value: string;
  /** Why it is none. */
  readonly reason: string;
}

/** Whether what was found is part of a text that was said to be no secret. */
export function exemptBy(said: readonly Pick<NotSecret, 'value'>[]): (secret: string) => boolean {
  const texts = said.map(({ value }) => withoutBlanks(value));
  return (secret) => {
    const found = withoutBlanks(secret);
    return texts.some((text) => text.includes(found));
  };
}

/** A file that is part of another, such as cloud-init, may be indented there. */
function withoutBlanks(text: string): string {
  return text.replace(/\\n|\s+/g, '');
}
