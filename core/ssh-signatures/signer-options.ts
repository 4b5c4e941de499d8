import { QUOTED } from './key-line';

/** What a line of allowed signers says of its key. Times are milliseconds since 1970, and belong to the time that is allowed. */
export interface SignerOptions {
  readonly isAuthority?: true;
  /** Patterns of what it may sign. @default everything */
  readonly namespaces?: string;
  readonly validAfter?: number;
  readonly validBefore?: number;
}

/** The options before a key, or why they are not. The reason completes "must be …". */
export type ReadOptions = { readonly options: SignerOptions } | { readonly demand: string };

const OPTION = new RegExp(
  String.raw`^(?:(cert-authority)|(namespaces|valid-after|valid-before)="(${QUOTED})")(?:,(?=.)|$)`,
  'i',
);
const KNOWN =
  'one of cert-authority, namespaces="…", valid-after="…" and valid-before="…", each once, with commas and no spaces between';

/** Reads `namespaces="git",valid-before="20270101Z"`. */
export function readSignerOptions(text: string): ReadOptions {
  const options: { -readonly [Key in keyof SignerOptions]: SignerOptions[Key] } = {};
  let rest = text;
  while (rest !== '') {
    const found = OPTION.exec(rest);
    if (found === null) return { demand: `${KNOWN}, before the key` };
    const [whole, authority, name = '', quoted = ''] = found;
    const key = KEYS[(authority ?? name).toLowerCase()];
    if (key === undefined || options[key] !== undefined) return { demand: `${KNOWN}, before the key` };
    const value = quoted.replaceAll('\\"', '"');
    if (key === 'isAuthority') options.isAuthority = true;
    else if (key === 'namespaces') options.namespaces = value;
    else {
      const time = timeOf(value);
      if (time === undefined)
        return { demand: `${name}="20270131Z" or ${name}="20270131093000Z", in UTC, which the Z says` };
      options[key] = time;
    }
    rest = rest.slice(whole.length);
  }
  const { validAfter = -Infinity, validBefore = Infinity } = options;
  return validAfter < validBefore
    ? { options }
    : { demand: 'valid-after a time before that of valid-before' };
}

const KEYS: Readonly<Record<string, keyof SignerOptions>> = {
  'cert-authority': 'isAuthority',
  namespaces: 'namespaces',
  'valid-after': 'validAfter',
  'valid-before': 'validBefore',
};

/** Without the Z it would be the time of the machine that reads it: one synth would pass where another fails. */
function timeOf(text: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:Z|UTC)$/i.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = found;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = new Date(iso);
  return !Number.isNaN(time.getTime()) && time.toISOString() === iso ? time.getTime() : undefined;
}
