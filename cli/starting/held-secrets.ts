import { clearSecretsIn, namesSecret } from '../../core/secrets';
import type { Json } from '../../core/json';
import { Call, isList, Name, type Source } from './source';

/** What a variable of a secret's name may be without being one. */
const HARMLESS = /^(?:|true|false|yes|no|on|off|0|1|\/.*)$/i;

/** Whether a variable holds a secret, by its name or by its value. */
export function isSecret(name: string, value: string): boolean {
  if (value === '') return false;
  return (
    clearSecretsIn({ [name]: value }, '').length > 0 || (namesSecret(name, value) && !HARMLESS.test(value))
  );
}

/** Whether the words of a command hold a secret. @param command what stands before them, if they are its arguments */
export function holdsSecret(words: readonly string[], command: readonly string[] = []): boolean {
  return clearSecretsIn({ command: [...command], args: [...words] }, '').length > 0;
}

/** Whether an option, or an entry of one, has a text that looks like a secret. */
export function holdsSecretIn(name: string, value: Source): boolean {
  return clearSecretsIn({ [name]: dataOf(value) }, '').length > 0;
}

/** The texts and numbers of a source. */
function dataOf(source: Source | undefined): Json {
  if (source === undefined || source instanceof Name) return null;
  if (source instanceof Call) return source.args.map(dataOf);
  if (isList(source)) return source.map(dataOf);
  if (typeof source !== 'object') return source;
  return Object.fromEntries(Object.entries(source).map(([key, value]) => [key, dataOf(value)]));
}
