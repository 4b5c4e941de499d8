import { encodedForms } from './encoded-forms';

/**
 * The number of every form in which secrets may turn up, and of the secrets themselves. One that is only another written in
 * its own way, in base64 perhaps, has the number of that one. Numbered in sorted order: the output depends on nothing else.
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
  // What is written as another, which is written as another itself.
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
