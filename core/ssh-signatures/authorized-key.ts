import { KEY_TYPES } from './public-key';
import { NotSsh, WireFields } from './wire-fields';

/** Options that stand alone, each of which OpenSSH also takes with `no-` before it. */
const SWITCHES = [
  'agent-forwarding',
  'port-forwarding',
  'pty',
  'touch-required',
  'user-rc',
  'X11-forwarding',
];
const ALONE = [
  'cert-authority',
  'restrict',
  'verify-required',
  ...SWITCHES.flatMap((name) => [name, `no-${name}`]),
];
const WITH_VALUE = [
  'command',
  'environment',
  'expiry-time',
  'from',
  'permitlisten',
  'permitopen',
  'principals',
  'tunnel',
];

const OPTION = new RegExp(
  String.raw`^(?:(${ALONE.join('|')})|(${WITH_VALUE.join('|')})="(?:\\"|[^"])*")(?:,(?=.)|$)`,
  'i',
);
/** Options may have spaces in quotes, and quotes behind a backslash. */
const WITH_OPTIONS = /^((?:[^ \t"]|"(?:\\"|[^"])*")+)[ \t]+(.*)$/;
const KEY = /^(\S+)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t]+.*)?$/;

/** What a line of `authorized_keys` says before its key, or why it is not such a line. The fault completes "must be …, but is …". */
export type ReadAuthorizedKey = { readonly options: string } | { readonly fault: string };

/**
 * Reads a line of `authorized_keys`: `ssh-ed25519 AAAA… me`, or the same behind options such as `restrict,command="…"`. No fault
 * repeats more of the text than the words that are known, since it may be a private key.
 *
 * @see https://man.openbsd.org/sshd.8#AUTHORIZED_KEYS_FILE_FORMAT
 */
export function readAuthorizedKey(text: string): ReadAuthorizedKey {
  const line = text.replace(/[ \t\r\n]+$/, '');
  if (line.includes('PRIVATE KEY') || line.startsWith('PuTTY-User-Key-File'))
    return { fault: 'a private key' };
  if (/[\r\n]/.test(line)) return { fault: `${line.split(/\r\n|\r|\n/).length} lines` };
  const start = line.trimStart();
  if (isType(start.split(/[ \t]/, 1)[0] ?? '')) return faultOfKey(start) ?? { options: '' };
  const [, options = '', key = ''] = WITH_OPTIONS.exec(start) ?? [];
  const unknown = unknownOption(options);
  if (key === '' || unknown !== undefined)
    return { fault: 'a line that begins neither with a type of key nor with options that OpenSSH knows' };
  return faultOfKey(key) ?? { options };
}

/** Also one that is not taken, whose name must not be read as an option. */
function isType(word: string): boolean {
  return KEY_TYPES.includes(word) || /^(?:ssh-|sk-|ecdsa-|webauthn-)[\w@.-]{1,60}$/.test(word);
}

function unknownOption(options: string): string | undefined {
  let rest = options;
  while (rest !== '') {
    const [whole] = OPTION.exec(rest) ?? [];
    if (whole === undefined) return rest;
    rest = rest.slice(whole.length);
  }
  return undefined;
}

function faultOfKey(key: string): { readonly fault: string } | undefined {
  const [, type = '', encoded = ''] = KEY.exec(key) ?? [];
  const said = key.split(/[ \t]/, 1)[0] ?? '';
  if (!isType(said)) return { fault: 'options without a type of key behind them' };
  if (!KEY_TYPES.includes(said))
    return { fault: `a key of type ${said}, which is not one of ${KEY_TYPES.join(', ')}` };
  if (type === '') return { fault: `${said} without base64 behind it` };
  try {
    const fields = new WireFields(Buffer.from(encoded, 'base64'));
    const inside = fields.text();
    if (inside !== type) return { fault: `${type} before the base64 of another type` };
    for (let left = FIELDS[type] ?? 1; left > 0; left -= 1) fields.string();
    return undefined;
  } catch (error) {
    if (!(error instanceof NotSsh)) throw error;
    return { fault: `${type} before base64 that is cut off` };
  }
}

/** How many fields a key has behind its type. With fewer it was cut off when it was copied. */
const FIELDS: Readonly<Record<string, number>> = {
  'ssh-ed25519': 1,
  'ecdsa-sha2-nistp256': 2,
  'ecdsa-sha2-nistp384': 2,
  'ecdsa-sha2-nistp521': 2,
  'ssh-rsa': 2,
  'sk-ssh-ed25519@openssh.com': 2,
  'sk-ecdsa-sha2-nistp256@openssh.com': 3,
};
