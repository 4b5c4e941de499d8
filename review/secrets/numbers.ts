import { encodedForms } from './encoded-forms';

/**
 * The number of every secret, and of every form in which it may appear. A secret that is only an encoded form of another, such
 * as its base64, gets the other's number. Numbers are given in sorted order, so that the output depends on nothing else.
 */
export function numbersOf(secrets: ReadonlySet<string>): ReadonlyMap<string, number> {
  const sorted = [...secrets].sort();
  const forms = new Map(sorted.map((secret) => [secret, encodedForms(secret)]));
  const written = new Map<string, string>();
  for (const [secret, all] of forms)
    for (const form of all) if (form !== secret && !written.has(form)) written.set(form, secret);

  const numbers = new Map<string, number>();
  let last = 0;
  for (const secret of sorted) if (!written.has(secret)) numbers.set(secret, ++last);
  // The other secret may itself be an encoded form of a third.
  const numberOf = (secret: string): number => {
    const other = written.get(secret);
    return numbers.get(secret) ?? (other === undefined ? ++last : numberOf(other));
  };
  for (const [secret, all] of forms) {
    const number = numberOf(secret);
    for (const form of [secret, ...all]) if (!numbers.has(form)) numbers.set(form, number);
  }
  return numbers;
}
