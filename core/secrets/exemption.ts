/** A text that looks like a secret, and that the code says is not one. */
export interface NotSecret {
  /** The text itself. */
  readonly value: string;
  /** Why it is not a secret. */
  readonly reason: string;
}

/** What is declared not to be a secret, although it looks like one. */
export type Exempt = (secret: string) => boolean;

/** Whether what was found is part of a text that is declared not to be a secret; undefined where it is not. */
export function exemptBy(said: readonly Pick<NotSecret, 'value'>[]): Exempt | undefined {
  if (said.length === 0) return undefined;
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
