import { createHash } from 'node:crypto';
import { type PublicKey, readPublicKey } from './public-key';
import { bytesOf, NotSsh, WireFields } from './wire-fields';

/** A signature as `ssh-keygen -Y sign` makes it, with the public key that it says it is by. */
interface SshSignature {
  readonly key: PublicKey;
  /** What it is for, so that a signature of another program is not taken for one of ours. */
  readonly namespace: string;
  /** Whether it is one over this text. @throws NotSsh where it has another form */
  verifies(text: string): boolean;
}

const MAGIC = 'SSHSIG';
const HASHES: readonly string[] = ['sha256', 'sha512'];

/**
 * Reads a signature: what stands between the lines of BEGIN and END, on one line.
 *
 * @throws NotSsh where it is not one
 * @see https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig
 */
export function readSshSignature(base64: string): SshSignature {
  const fields = new WireFields(bytesOf(base64));
  if (fields.take(MAGIC.length).toString('latin1') !== MAGIC)
    throw new NotSsh(`it does not begin with ${MAGIC}`);
  if (fields.take(4).readUInt32BE() !== 1) throw new NotSsh('it is of another version than 1');
  const key = readPublicKey(fields.string());
  const namespace = fields.string();
  fields.string(); // Reserved: nothing is signed of it.
  const hash = fields.string();
  const signature = fields.string();
  fields.end();
  if (!HASHES.includes(hash.toString('latin1'))) throw new NotSsh('its hash is neither SHA-256 nor SHA-512');
  return {
    key,
    namespace: namespace.toString('utf8'),
    verifies: (text) => {
      const hashed = createHash(hash.toString('latin1')).update(text).digest();
      const signed = [namespace, Buffer.alloc(0), hash, hashed].flatMap((field) => [lengthOf(field), field]);
      return key.verifies(signature, Buffer.concat([Buffer.from(MAGIC), ...signed]));
    },
  };
}

/** The text of `ssh-keygen -Y sign` on one line, without BEGIN and END. @throws NotSsh where it has none */
export function unarmored(text: string): string {
  const found = /-----BEGIN SSH SIGNATURE-----([\sA-Za-z0-9+/=]*)-----END SSH SIGNATURE-----/.exec(text);
  if (found?.[1] === undefined) throw new NotSsh('it has no lines of BEGIN and END');
  return found[1].replace(/\s+/g, '');
}

function lengthOf(field: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(field.length);
  return length;
}
