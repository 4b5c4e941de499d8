import { Token } from '../../cdktf';
import { type Finding, problem } from '../../../core/findings';
import type { NotSecret } from '../../../core/secrets';
import { entry } from '../../../core/text';
import { isList, isMap } from './merge';

/** Keys of a cloud-config that hold a password or a private key. */
export const SECRET_KEYS: ReadonlySet<string> = new Set([
  'passwd',
  'hashed_passwd',
  'plain_text_passwd',
  'chpasswd',
  'password',
  'ssh_keys',
]);

/** What YAML parsers fold, drop or refuse: control characters, the line ends of Unicode, what is no character. */
const UNPRINTABLE = /(?![\t\n\r])\p{Cc}|[\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/**
 * Keys in cloud-init that must not stand in a synthesised file, and everything that is no plain data.
 *
 * @param notSecrets what is declared not to be a secret
 */
export function checkValues(
  value: unknown,
  path: string,
  notSecrets: readonly NotSecret[],
): readonly Finding[] {
  if (typeof value === 'string') return checkText(value, path);
  if (isList(value)) return value.flatMap((item, index) => checkValues(item, entry(path, index), notSecrets));
  if (isMap(value)) {
    return Object.entries(value).flatMap(([key, item]) => [
      ...checkText(key, entry(path, key)),
      ...(SECRET_KEYS.has(key) && !(notSecrets.length > 0 && isDeclared(item, notSecrets))
        ? [secretKey(entry(path, key))]
        : checkValues(item, entry(path, key), notSecrets)),
    ]);
  }
  return isScalar(value) ? [] : [notData(value, path)];
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !String(value).includes('e');
  return value === null || value === undefined || typeof value === 'boolean';
}

function checkText(text: string, path: string): readonly Finding[] {
  if (Token.isUnresolved(text)) {
    return [
      problem({
        rule: 'cloud-init/known',
        path,
        message: 'must be known at synth',
        value: 'a reference that Terraform resolves later',
        advice: 'Write the value itself. A secret does not belong here: have the machine fetch it.',
      }),
    ];
  }
  if (UNPRINTABLE.test(text)) {
    return [
      problem({
        rule: 'cloud-init/text',
        path,
        message: 'must be text without control characters, other than tabs and line ends',
        advice: 'Have a command write what is not text, for example from base64.',
      }),
    ];
  }
  return [];
}

/** Whether every text of a value is declared not to be a secret. */
function isDeclared(value: unknown, notSecrets: readonly NotSecret[]): boolean {
  if (isList(value)) return value.every((item) => isDeclared(item, notSecrets));
  if (isMap(value)) return Object.values(value).every((item) => isDeclared(item, notSecrets));
  return typeof value !== 'string' || notSecrets.some(({ value: declared }) => declared === value);
}

function secretKey(path: string): Finding {
  return problem({
    rule: 'cloud-init/secret',
    path,
    message: 'must not be set',
    advice: 'cloud-init ends in the synthesised files in clear, and passwords are locked: log in by SSH key.',
  });
}

function notData(value: unknown, path: string): Finding {
  return problem({
    rule: 'cloud-init/data',
    path,
    message: 'must be plain data: text, numbers without exponent, booleans, null, lists and maps',
    value: typeof value,
    advice: 'Write the value as YAML would hold it.',
  });
}
