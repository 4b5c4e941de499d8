import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { NotSsh, WireFields } from './wire-fields';

/** A public key of SSH. */
export interface PublicKey {
  /** Such as `ssh-ed25519`. */
  readonly type: string;
  /** As `ssh-keygen -l` prints it: `SHA256:…`. */
  readonly fingerprint: string;
  /** Whether a signature, in the form of SSH, is one of this key over the bytes. @throws NotSsh where it has another form */
  verifies(signature: Buffer, data: Buffer): boolean;
}

/** Checks a signature by its algorithm and the fields that follow. */
type Check = (algorithm: string, signature: WireFields, data: Buffer) => boolean;

/** How a type of key is read. */
interface KeyType {
  /** How many fields it has after its type. */
  readonly fields: number;
  readonly read: (fields: WireFields, type: string) => Check;
}

const TYPES: Readonly<Record<string, KeyType>> = {
  'ssh-ed25519': { fields: 1, read: (fields, type) => plain(type, ed25519(fields)) },
  'ecdsa-sha2-nistp256': { fields: 2, read: (fields, type) => plain(type, ecdsa(fields, 'nistp256')) },
  'ecdsa-sha2-nistp384': { fields: 2, read: (fields, type) => plain(type, ecdsa(fields, 'nistp384')) },
  'ecdsa-sha2-nistp521': { fields: 2, read: (fields, type) => plain(type, ecdsa(fields, 'nistp521')) },
  'ssh-rsa': { fields: 2, read: rsa },
  'sk-ssh-ed25519@openssh.com': {
    fields: 2,
    read: (fields, type) => onHardware(type, ed25519(fields), fields.string()),
  },
  'sk-ecdsa-sha2-nistp256@openssh.com': {
    fields: 3,
    read: (fields, type) => onHardware(type, ecdsa(fields, 'nistp256'), fields.string()),
  },
};

/** The types of keys that can be read. */
export const KEY_TYPES: readonly string[] = Object.keys(TYPES);

/** How many fields a key of this type has after its type. With fewer it was cut off when it was copied. */
export function fieldsOf(type: string): number {
  return TYPES[type]?.fields ?? 1;
}

/**
 * Reads a public key: what stands after its type in a `.pub` file, decoded.
 *
 * @throws NotSsh where it is not one, or of a type that is not read
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-6.6
 */
export function readPublicKey(bytes: Buffer): PublicKey {
  const fields = new WireFields(bytes);
  const type = fields.text();
  const known = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (known === undefined) throw new NotSsh(unread(type));
  const check = known.read(fields, type);
  fields.end();
  return {
    type,
    fingerprint: `SHA256:${createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '')}`,
    verifies: (signature, data) => {
      const parts = new WireFields(signature);
      return check(parts.text(), parts, data);
    },
  };
}

/** Why a type of key is not read. */
function unread(type: string): string {
  if (/-cert-v0\d@openssh\.com$/.test(type)) return 'it is a certificate, and those are not read';
  return /^[\w.@-]{1,60}$/.test(type) ? `keys of the type ${type} are not read` : 'it has no type of key';
}

/** Whether a signature is one over the bytes. */
type Verifier = (data: Buffer, signature: Buffer) => boolean;

function plain(type: string, verifies: Verifier): Check {
  return (algorithm, fields, data) => {
    const signature = fields.string();
    fields.end();
    return algorithm === type && verifies(data, signature);
  };
}

/**
 * A security key signs the hash of what it is given, and what it knows itself: the application, whether it was touched, and a counter.
 *
 * @see https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.u2f
 */
function onHardware(type: string, verifies: Verifier, application: Buffer): Check {
  return (algorithm, fields, data) => {
    const signature = fields.string();
    const flagsAndCounter = fields.take(5);
    fields.end();
    const signed = Buffer.concat([sha256(application), flagsAndCounter, sha256(data)]);
    return algorithm === type && verifies(signed, signature);
  };
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

function ed25519(fields: WireFields): Verifier {
  const point = fields.string();
  if (point.length !== 32) throw new NotSsh('its point is not one of Ed25519');
  const key = keyOf({ kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') });
  return (data, signature) => verify(null, data, key, signature);
}

const CURVES = {
  nistp256: { crv: 'P-256', hash: 'sha256', bytes: 32 },
  nistp384: { crv: 'P-384', hash: 'sha384', bytes: 48 },
  nistp521: { crv: 'P-521', hash: 'sha512', bytes: 66 },
} as const;

function ecdsa(fields: WireFields, curve: keyof typeof CURVES): Verifier {
  const { crv, hash, bytes } = CURVES[curve];
  if (fields.text() !== curve) throw new NotSsh('its curve is not the one of its type');
  const point = fields.string();
  if (point.length !== 1 + 2 * bytes || point[0] !== 4) throw new NotSsh('its point is not one of its curve');
  const [x, y] = [point.subarray(1, 1 + bytes), point.subarray(1 + bytes)];
  const key = keyOf({ kty: 'EC', crv, x: x.toString('base64url'), y: y.toString('base64url') });
  return (data, signature) => {
    const numbers = new WireFields(signature);
    const pair = Buffer.concat([padded(numbers.number(), bytes), padded(numbers.number(), bytes)]);
    numbers.end();
    return verify(hash, data, { key, dsaEncoding: 'ieee-p1363' }, pair);
  };
}

/** The hashes by which an RSA key signs. The one that is named like the key's type is SHA-1, and is refused. */
const RSA_HASHES: Readonly<Record<string, string>> = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512' };
const LEAST_RSA_BYTES = 256;

function rsa(fields: WireFields): Check {
  const [exponent, modulus] = [fields.number(), fields.number()];
  if (modulus.length < LEAST_RSA_BYTES) throw new NotSsh('it is an RSA key of less than 2048 bits');
  const key = keyOf({ kty: 'RSA', e: exponent.toString('base64url'), n: modulus.toString('base64url') });
  return (algorithm, rest, data) => {
    const signature = rest.string();
    rest.end();
    const hash = RSA_HASHES[algorithm];
    return hash !== undefined && verify(hash, data, key, padded(signature, modulus.length));
  };
}

/** OpenSSH writes a number without its leading zeros; a signature has them. */
function padded(number: Buffer, length: number): Buffer {
  if (number.length > length) throw new NotSsh('it has a number of too many bits');
  return Buffer.concat([Buffer.alloc(length - number.length), number]);
}

function keyOf(key: JsonWebKey): KeyObject {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    throw new NotSsh('its numbers are not those of a key');
  }
}
