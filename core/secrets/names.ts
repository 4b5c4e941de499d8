import type { Json } from '../json';

/** What may be counted. A switch such as NOPASSWD or `lock_passwd` is excluded. */
const COUNTED = String.raw`(?:password|pass[-_]?word|(?<!lock[-_]?)passwd|pass[-_]?phrase|pass[-_]?code|token|psk|(?:api|access|private|secret|signing|encryption|client|account|(?:pre)?shared|master|session|storage|service[-_]?account|auth|hmac|jwt|unseal|licen[cs]e)[-_]?key)`;

/** What the name of a secret ends with, as the source of a regular expression. The name of a Secret object is excluded. */
export const SECRET_WORD = String.raw`(?<!no|not[-_]?|(?<![a-z])no[-_])(?:${COUNTED}|pass[-_]?hash|(?<!(?:existing|pull|tls)[-_]?)secret|credentials?|key[-_]?base|(?:basic|http|proxy|registry|docker)[-_]?auth(?:[-_]?config)?)`;

/** What the name of several secrets ends with, or of how many there may be: `max_tokens`. */
export const SECRET_WORDS = `(?<!no)${COUNTED}s`;

/** What may follow it: which of several secrets it is, and how it is written. */
export const WHICH_ONE = String.raw`(?:[-_]?(?:\d+|hash|pem|data|value|text|plain|base64|b64|old|new|previous|current|primary|secondary|dev|test|staging|prod))?`;

/** Short for password. Of an encoder it is the number of times that it reads its input. */
export const PASS = '(?<!(?:one|two|multi|single)[-_.])pass';

/** What ends a secret's name only as a word of its own: a compass ends with it as well. */
const SHORT_WORD = String.raw`(?:^|[-_.])(?:${PASS}|pwd?|salt|_auth|_password)`;

/** What the name of an option ends with that takes a secret: `--requirepass`, `-storepass`. It is a part of other words as well. */
export const OPTION_WORD = `(?:(?<!by|com|tres|sur|over|under|multi)${PASS}|masterauth)`;

const ONE = new RegExp(`(?:${SECRET_WORD}|${SHORT_WORD})${WHICH_ONE}$|^(?:proxy-|http_)?authorization$`, 'i');
const OPTION = new RegExp(`${OPTION_WORD}$`, 'i');
const SEVERAL = new RegExp(`${SECRET_WORDS}${WHICH_ONE}$`, 'i');
const HUMPED = /[a-z](?:Pass|Pwd)$/;

/** How a variable begins that ends up in the browser. */
export const PUBLIC = '(?:next_public|nuxt_public|vite|react_app|gatsby|expo_public|vue_app|storybook)_';

/** Names that end like a secret's and stand for something else: a folder, a reference, what everyone reads. */
const NO_SECRET = new RegExp(
  `^(?:(?:old)?pwd|secret_?key_?ref|automount_?service_?account_?token|${PUBLIC}.*)$`,
  'i',
);

/** A secret's word with more behind it: `aws_access_key_id`, `SECRET_NAME`. */
const MENTIONED = new RegExp(`(?:^|[-_.])${SECRET_WORD}(?:$|[-_.])`, 'i');

/**
 * Whether a name has to do with a secret, whatever it stands for. For places where even what is said of a secret should not
 * stand, such as the arguments of a build, which stay in the image's history.
 */
export function mentionsSecret(name: string, value: Json): boolean {
  return MENTIONED.test(name) || namesSecret(name, value);
}

type Named = 'one' | 'several' | 'nothing';

const known = new Map<string, Named>();

/**
 * Whether what stands under this name is a secret, going by the name.
 * @param value what stands there: under the name of several, a number is how many
 */
export function namesSecret(name: string, value?: Json): boolean {
  let named = known.get(name);
  if (named === undefined) known.set(name, (named = judged(name)));
  return (
    named === 'one' ||
    (named === 'several' && !(value !== undefined && /^[[\]"\d., ]+$/.test(JSON.stringify(value))))
  );
}

/** Whether what follows an option of this name, without its hyphens, is a secret. */
export function optionNamesSecret(name: string, value: Json): boolean {
  return namesSecret(name, value) || OPTION.test(name);
}

function judged(name: string): Named {
  if (NO_SECRET.test(name)) return 'nothing';
  if (ONE.test(name) || HUMPED.test(name)) return 'one';
  return SEVERAL.test(name) ? 'several' : 'nothing';
}
