import { isKeyType, QUOTED, splitKeyLine } from './key-line';
import { fieldsOf, KEY_TYPES } from './public-key';
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
  String.raw`^(?:(${ALONE.join('|')})|(${WITH_VALUE.join('|')})="${QUOTED}")(?:,(?=.)|$)`,
  'i',
);
const KEY = /^(\S+)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t].*)?$/;

/** What a line of `authorized_keys` says before its key, or why it is not such a line. The fault completes "must be …, but is …". */
type ReadAuthorizedKey = { readonly options: string } | { readonly fault: string };

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
  const { options, key } = splitKeyLine(line.trimStart());
  const unknown = unknownOption(options);
  if (key === '' || unknown !== undefined)
    return { fault: 'a line that begins neither with a type of key nor with options that OpenSSH knows' };
  return faultOfKey(key) ?? { options };
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
  if (!isKeyType(said)) return { fault: 'options without a type of key behind them' };
  if (!KEY_TYPES.includes(said))
    return { fault: `a key of type ${said}, which is not one of ${KEY_TYPES.join(', ')}` };
  if (type === '') return { fault: `${said} without base64 behind it` };
  try {
    const fields = new WireFields(Buffer.from(encoded, 'base64'));
    const inside = fields.text();
    if (inside !== type) return { fault: `${type} before the base64 of another type` };
    for (let left = fieldsOf(type); left > 0; left -= 1) fields.string();
    return undefined;
  } catch (error) {
    if (!(error instanceof NotSsh)) throw error;
    return { fault: `${type} before base64 that is cut off` };
  }
}
