/** What zod calls otherwise than people do. */
const NOUNS: Readonly<Record<string, string>> = {
  record: 'a map',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
  int: 'a whole number',
};

/** What a value must be, as the end of a sentence, from the name that zod has for its type. */
export function nounOf(type: string): string {
  return NOUNS[type] ?? (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);
}
