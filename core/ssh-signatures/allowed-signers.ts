import { type Finding, problem } from '../findings';
import { instantOf } from '../text';
import { splitKeyLine } from './key-line';
import { matchesPatternList } from './pattern-list';
import { KEY_TYPES, type PublicKey, readPublicKey } from './public-key';
import { readSignerOptions, type SignerOptions } from './signer-options';
import { bytesOf, NotSsh } from './wire-fields';

/** A line of a file of allowed signers. */
interface AllowedSigner extends SignerOptions {
  /** Counted from 1. */
  readonly line: number;
  /** Whose key it is, as the line says it. */
  readonly principals: string;
  readonly key: PublicKey;
}

/** Who may sign, and what is wrong with the file that says so. */
export interface AllowedSigners {
  readonly signers: readonly AllowedSigner[];
  readonly findings: readonly Finding[];
}

/**
 * Reads a file in the format "ALLOWED SIGNERS" of ssh-keygen. Lines of certificate authorities allow nobody: certificates are not read.
 *
 * @param path names the file, for the findings
 * @see https://man.openbsd.org/ssh-keygen#ALLOWED_SIGNERS
 */
export function readAllowedSigners(text: string, path: string): AllowedSigners {
  const secrets: ReadLine[] = [];
  const open = text.replace(PRIVATE_KEY, (key, at: number) => {
    secrets.push({ finding: privateKey(`${path}:${text.slice(0, at).split('\n').length}`) });
    return key.replace(/[^\n]+/g, '');
  });
  const lines = open.split(/\r?\n/).flatMap((line, index) => {
    const content = line.replace(/^[ \t]+|[ \t]+$/g, '');
    return content === '' || content.startsWith('#') ? [] : [readLine(content, path, index + 1)];
  });
  const read = [...secrets, ...lines];
  return {
    signers: read.flatMap(({ signer }) => signer ?? []),
    findings: read.flatMap(({ finding }) => finding ?? []),
  };
}

/** As OpenSSH, OpenSSL or PuTTY writes it, to its last line or to the end of the text: no finding may show a part of it. */
const PRIVATE_KEY =
  /(?:-----|---- )BEGIN [A-Z0-9 ]*PRIVATE KEY.*?(?:(?:-----|---- )END [A-Z0-9 ]*PRIVATE KEY[ -]*|$)|PuTTY-User-Key-File-\d.*/gs;

/** The signer that a line names, or what is wrong with it. */
interface ReadLine {
  readonly signer?: AllowedSigner;
  readonly finding?: Finding;
}

const LINE = /^(?:"([^"]*)"|([^ \t"]+))[ \t]+([^ \t].*)?$/;

function readLine(text: string, path: string, line: number): ReadLine {
  const at = `${path}:${line}`;
  if (/(?!\t)[\p{Cc}\p{Cf}]/u.test(text))
    return { finding: wrong(at, 'text without control characters and characters that nobody sees', text) };
  const [, quoted, plain = quoted, rest = ''] = LINE.exec(text) ?? [];
  if (plain === undefined || plain === '') return { finding: wrong(at, 'a name, and then a key', text) };
  const { options: before, key } = splitKeyLine(rest);
  if (key === '') return { finding: wrong(at, 'a name, and then a key', text) };
  const read = readSignerOptions(before);
  if ('demand' in read) return { finding: wrong(at, read.demand, before) };
  const { options } = read;
  if (options.isAuthority === true) return { finding: authority(at) };
  // A pattern that refuses could leave nobody whose key it is.
  if (plain.includes('!')) return { finding: wrong(at, 'a name without !, and then a key', plain) };
  const [type = '', base64 = ''] = key.split(/[ \t]+/);
  try {
    const signer = { line, principals: plain, key: readPublicKey(bytesOf(base64)), ...options };
    return signer.key.type === type
      ? { signer }
      : { finding: wrong(at, `a key of the type that stands before it, ${type}`, signer.key.type) };
  } catch (error) {
    if (!(error instanceof NotSsh)) throw error;
    return { finding: unread(at, type, error.message) };
  }
}

function wrong(path: string, demand: string, value: string): Finding {
  return problem({
    rule: 'signers/line',
    path,
    message: `must be ${demand}`,
    value,
    advice:
      'Write each signer as `ada@example.com ssh-ed25519 AAAA…`: a name, and what is in the `.pub` file of the key.',
  });
}

function unread(path: string, type: string, why: string): Finding {
  return problem({
    rule: 'signers/key',
    path,
    message: `must have a key that can be read: ${KEY_TYPES.join(', ')}`,
    value: `${type}: ${why}`,
    advice: 'Copy the line of the `.pub` file, or have its owner make another key: `ssh-keygen -t ed25519`.',
  });
}

function privateKey(path: string): Finding {
  return problem({
    rule: 'signers/private-key',
    path,
    message: 'must hold public keys only',
    value: 'a private key',
    advice:
      'Take it out, and write what is in the `.pub` file instead. Whoever can read this file could sign with the key: have its owner make another one, also if it was committed only once.',
  });
}

function authority(path: string): Finding {
  return {
    rule: 'signers/authority',
    severity: 'warning',
    path,
    message: 'allows nobody: certificates are not read',
    value: 'cert-authority',
    advice: 'Add a line for each key that may sign, or take this one out.',
  };
}

/** Who a key belongs to, or why it may not sign. The reason completes "the key …". */
export type Signed = { readonly by: string } | { readonly refused: string };

/**
 * Whose key it is that signs for a purpose at a time. Of several lines with the key, one that allows it is enough.
 *
 * @param namespace what is signed
 * @param time milliseconds since 1970
 */
export function whoSigned(
  { signers }: AllowedSigners,
  key: PublicKey,
  namespace: string,
  time: number,
): Signed {
  const own = signers.filter((signer) => signer.key.fingerprint === key.fingerprint);
  const judged = own.map((signer) => ({ signer, why: refusal(signer, namespace, time) }));
  const allowing = judged.find(({ why }) => why === undefined);
  if (allowing !== undefined) return { by: allowing.signer.principals };
  const [first] = judged;
  return {
    refused:
      first === undefined ? 'is in no line of it' : `${first.why ?? ''}, as line ${first.signer.line} says`,
  };
}

function refusal(signer: AllowedSigner, namespace: string, time: number): string | undefined {
  const { namespaces, validAfter, validBefore } = signer;
  if (namespaces !== undefined && !matchesPatternList(namespace, namespaces))
    return `may sign ${namespaces} and not ${namespace}`;
  if (validAfter !== undefined && !(time >= validAfter))
    return `is valid after ${instantOf(new Date(validAfter))}`;
  if (validBefore !== undefined && !(time <= validBefore))
    return `is valid before ${instantOf(new Date(validBefore))}`;
  return undefined;
}
