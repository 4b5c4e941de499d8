import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** A field of SSH's binary format. */
export function field(content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A signature on one line, as PROTOCOL.sshsig says it. @param by gives the algorithm's signature, as SSH writes it */
export function sshSignature(
  key: Buffer,
  text: string,
  by: (signed: Buffer) => Buffer,
  namespace = 'slipway-release',
): string {
  const head = [namespace, '', 'sha512'].map(field);
  const hash = createHash('sha512').update(text).digest();
  const signature = by(Buffer.concat([Buffer.from('SSHSIG'), ...head, field(hash)]));
  const version = Buffer.from([0, 0, 0, 1]);
  return Buffer.concat([Buffer.from('SSHSIG'), version, field(key), ...head, field(signature)]).toString(
    'base64',
  );
}

/** Somebody with a key of Ed25519, who signs without the milliseconds that a process takes. */
export function sshSigner(name: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const key = Buffer.concat([field('ssh-ed25519'), field(point)]);
  return {
    /** The line that allows the key. @param options before the key */
    line: (options = '') => `${name} ${options}${options && ' '}ssh-ed25519 ${key.toString('base64')}\n`,
    sign: (text: string, namespace?: string): Promise<string> =>
      Promise.resolve(
        sshSignature(
          key,
          text,
          (signed) => Buffer.concat([field('ssh-ed25519'), field(sign(null, signed, privateKey))]),
          namespace,
        ),
      ),
  };
}
