import type { Block } from '../synth';

const WORD = String.raw`(?<!no)(?:password|passwd|passphrase|secret|token|private[-_]?key|(?:api|access|secret|signing|encryption)[-_]?key(?:[-_]?base)?|credentials?)`;
const NAME = new RegExp(`(?:^|[-_. ])?${WORD}$|[-_.](?:pass|pwd)$`, 'i');

/** Keys that end like a secret's and name something else. */
const NO_SECRETS: ReadonlySet<string> = new Set([
  'automount_service_account_token',
  'lock_passwd',
  'secret_key_ref',
]);

const known = new Map<string, boolean>();

/** Whether what stands under this name is a secret, going by the name. */
export function namesSecret(name: string): boolean {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const secret = NAME.test(name) && !NO_SECRETS.has(name);
  known.set(name, secret);
  return secret;
}

/** Resource type → arguments all of whose values are secret. */
const SECRET_ARGUMENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  kubernetes_secret_v1: new Set(['data', 'binary_data', 'data_wo', 'binary_data_wo']),
  kubernetes_secret: new Set(['data', 'binary_data', 'data_wo', 'binary_data_wo']),
};

/** Whether all that stands under an argument of a block is secret. */
export function isSecretArgument({ kind, type, name, arguments: args }: Block, argument: string): boolean {
  if (kind === 'variable') return argument === 'default' && (args['sensitive'] === true || namesSecret(name));
  if (kind === 'output' && args['sensitive'] === true) return argument === 'value';
  return namesSecret(argument) || (SECRET_ARGUMENTS[type]?.has(argument) ?? false);
}

/** Values that hide nothing: switches, and references to what Terraform gets elsewhere. */
export function isNoSecret(value: string): boolean {
  return value === '' || /^(true|false|null)$/i.test(value) || /^(\$\{[^}]*\}?)+$/.test(value);
}

/** What has to be in a text for {@link inText} to find anything: a quick look. */
const MAY_HOLD_SECRETS = new RegExp(`${WORD}|://[^/\\s]*@|chpasswd`, 'i');

/** Secrets inside a text: named ones, credentials in URLs, private keys, passwords that cloud-init sets. */
const IN_TEXT: readonly RegExp[] = [
  new RegExp(String.raw`[\w.-]*${WORD}["']?\s*[:=]\s*["']?([^\s"',;&}]+)`, 'gi'),
  new RegExp(String.raw`--?[\w-]*${WORD}[ =]["']?([^\s"']+)`, 'gi'),
  /:\/\/[^/\s:@]*:([^/\s@]+)@/g,
  /(-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----)/g,
];

/** Lines of `name:password`, which only cloud-init's chpasswd has. */
const CHPASSWD = /^\s*(?:-\s*)?[\w-]+:([^\s:]+)$/gm;

/** The secrets inside a text. */
export function inText(text: string): readonly string[] {
  if (!MAY_HOLD_SECRETS.test(text)) return [];
  const patterns = text.includes('chpasswd') ? [...IN_TEXT, CHPASSWD] : IN_TEXT;
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].map(([, secret = '']) => secret))
    .filter((secret) => !isNoSecret(secret));
}
