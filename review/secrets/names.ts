/**
 * What the name of a secret ends with, as the source of a regular expression. A switch such as NOPASSWD is none, nor is what
 * holds the name of a Secret.
 */
export const SECRET_WORD = String.raw`(?<!no)(?:password|passwd|passphrase|passcode|pass[-_]?hash|(?<!(?:existing|pull|tls)[-_]?)secret|token|credentials?|psk|(?:api|access|private|secret|signing|encryption|client|account|(?:pre)?shared|master|session|storage|service[-_]?account)[-_]?key(?:[-_]?base)?)`;

/** What may follow it: which of several secrets it is, and how it is written. */
export const WHICH_ONE = String.raw`(?:[-_]?(?:\d+|hash|pem|data|value|text|plain|base64|b64|old|new|previous|current|primary|secondary|dev|test|staging|prod))?`;

/** What ends a secret's name only as a word of its own: a compass ends with it as well. */
const SHORT_WORD = String.raw`(?:^|[-_.])(?:pass|pwd|_auth|_password)`;

const NAME = new RegExp(`(?:${SECRET_WORD}|${SHORT_WORD})${WHICH_ONE}$|^(?:proxy-)?authorization$`, 'i');
const HUMPED = /[a-z](?:Pass|Pwd)$/;

/** Names that end like a secret's and stand for something else: a switch, a folder, a reference. */
const NO_SECRET = /^(?:lock_passwd|(?:old)?pwd|secret_?key_?ref|automount_?service_?account_?token)$/i;

const known = new Map<string, boolean>();

/** Whether what stands under this name is a secret, going by the name. */
export function namesSecret(name: string): boolean {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const secret = (NAME.test(name) || HUMPED.test(name)) && !NO_SECRET.test(name);
  known.set(name, secret);
  return secret;
}
