/** How cdktf writes a reference into a text, until it resolves it. */
const TOKEN = String.raw`\{TfToken\[[\w:.-]+\]\}`;
/** A sigil right before a reference, or one that begins a template. */
const ALIVE = new RegExp(String.raw`([$%])(?=\$${TOKEN})|([$%])\{(?!${TOKEN.slice(2)})`, 'g');

/**
 * User text as Terraform reads it back unchanged.
 *
 * Terraform expands `${…}` and `%{…}` in every string of a synthesised file; text that a user gave is data, so both
 * are doubled. References that cdktf itself put into the text (`${TfToken[…]}`) stay references, and a `$` right before
 * one, which would make it text, becomes an expression of its own.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
 * @example
 * literal('echo ${HOME}'); // 'echo $${HOME}'
 */
export function literal(text: string): string {
  return text.replace(ALIVE, (_match, before?: string, sigil?: string) =>
    before === undefined ? `${sigil ?? ''}${sigil ?? ''}{` : `\${"${before}"}`,
  );
}

/**
 * {@link literal} for every text inside a value. Everything else stays as it is.
 *
 * @example
 * literals({ command: ['echo', '${HOME}'], tries: 3 });
 */
export function literals<T>(value: T): T {
  if (typeof value === 'string') return literal(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => literals(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literals<unknown>(item)])) as T;
}
