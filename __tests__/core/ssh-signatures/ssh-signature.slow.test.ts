import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { NotSsh, readSshSignature } from '../../../core/ssh-signatures';
import { describeSshKeygen, SshKeygen } from '../../support/ssh-keygen';
import { field, sshSignature } from '../../support/ssh-signer';

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();
const number = (bytes: Buffer) =>
  field(bytes[0] !== undefined && bytes[0] >= 128 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);

const KINDS: readonly (readonly [string, ...string[]])[] = [
  ['ed25519'],
  ['ecdsa', '-b', '256'],
  ['ecdsa', '-b', '384'],
  ['ecdsa', '-b', '521'],
  ['rsa', '-b', '2048'],
  ['rsa', '-b', '3072'],
];

/** Whether the signature counts for the text; one that cannot be read does not. */
function holds(signature: string, text: string): boolean {
  try {
    return readSshSignature(signature).verifies(text);
  } catch (error) {
    if (error instanceof NotSsh) return false;
    throw error;
  }
}

describeSshKeygen('signatures of ssh-keygen', () => {
  const ssh = new SshKeygen();

  describe.each(KINDS.map((kind) => [kind.join(' '), kind] as const))('of a key %s', (_, [type, ...more]) => {
    const key = ssh.key(`${type}${more.join('')}`, type, ...more);
    const signature = ssh.sign(key, 'an event');

    test('count for what was signed, and for nothing else', () => {
      const read = readSshSignature(signature);
      expect(read.verifies('an event')).toBe(true);
      expect(read.verifies('an event\n')).toBe(false);
      expect(read.namespace).toBe('slipway-release');
      expect(ssh.run(['-l', '-f', `${key}.pub`])).toContain(` ${read.key.fingerprint} `);
    });

    test('count no longer once a bit of them is changed', () => {
      const bytes = Buffer.from(signature, 'base64');
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.nat(7), (position, bit) => {
          const changed = Buffer.from(bytes);
          changed.writeUInt8(changed.readUInt8(position) ^ (1 << bit), position);
          expect(holds(changed.toString('base64'), 'an event')).toBe(false);
        }),
        { numRuns: 100 },
      );
    });

    test('count no longer once they are cut, or something follows', () => {
      const bytes = Buffer.from(signature, 'base64');
      for (const length of bytes.keys())
        expect(holds(bytes.subarray(0, length).toString('base64'), 'an event')).toBe(false);
      expect(holds(Buffer.concat([bytes, Buffer.from('A')]).toString('base64'), 'an event')).toBe(false);
    });
  });

  test('ten of them by RSA and ECDSA count, whatever zeros their numbers begin with', () => {
    for (const [type, ...more] of KINDS.slice(1, 5)) {
      const key = ssh.key(`many-${type}${more.join('')}`, type, ...more);
      for (let index = 0; index < 10; index += 1)
        expect(holds(ssh.sign(key, `event ${index}`), `event ${index}`)).toBe(true);
    }
  });

  test('by a certificate are refused as that', () => {
    const [authority, key] = [ssh.key('authority'), ssh.key('certified')];
    ssh.run(['-q', '-s', authority, '-I', 'ada', '-n', 'ada', `${key}.pub`]);
    const signature = ssh.sign(`${key}-cert.pub`, 'an event');
    expect(() => readSshSignature(signature)).toThrow('it is a certificate, and those are not read');
  });

  describe('of security keys, which this machine has not, made as PROTOCOL.u2f says', () => {
    const APPLICATION = 'ssh:';
    const flagsAndCounter = Buffer.from([1, 0, 0, 0, 7]);

    /** What a security key makes of a text. @param by signs as the key inside does */
    const made = (type: string, key: Buffer, by: (data: Buffer) => Buffer, text: string) =>
      sshSignature(key, text, (signed) => {
        const data = Buffer.concat([sha256(APPLICATION), flagsAndCounter, sha256(signed)]);
        return Buffer.concat([field(type), field(by(data)), flagsAndCounter]);
      });

    const ed = generateKeyPairSync('ed25519');
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const part = (key: KeyObject, name: 'x' | 'y') =>
      Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url');
    const point = Buffer.concat([Buffer.from([4]), part(ec.publicKey, 'x'), part(ec.publicKey, 'y')]);
    const significant = (bytes: Buffer) => bytes.subarray(bytes.findIndex((byte) => byte !== 0));

    test.each([
      [
        'sk-ssh-ed25519@openssh.com',
        [part(ed.publicKey, 'x')],
        (data: Buffer) => sign(null, data, ed.privateKey),
      ],
      [
        'sk-ecdsa-sha2-nistp256@openssh.com',
        [Buffer.from('nistp256'), point],
        (data: Buffer) => {
          const pair = sign('sha256', data, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
          return Buffer.concat(
            [pair.subarray(0, 32), pair.subarray(32)].map((half) => number(significant(half))),
          );
        },
      ],
    ])('%s: both accept it, and both refuse it for another text', (type, parts, by) => {
      const key = Buffer.concat([type, ...parts, APPLICATION].map(field));
      const signature = made(type, key, by, 'an event');
      const signers = `ada ${type} ${key.toString('base64')}\n`;
      for (const text of ['an event', 'another event'])
        expect([holds(signature, text), ssh.accepts(signature, text, signers, 'ada')]).toEqual(
          text === 'an event' ? [true, true] : [false, false],
        );
    });
  });
});

test('what is no signature is refused as that, and nothing else is thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, isMarked) => {
      const all = isMarked ? Buffer.concat([Buffer.from('SSHSIG\0\0\0\x01'), bytes]) : Buffer.from(bytes);
      expect(holds(all.toString('base64'), 'an event')).toBe(false);
    }),
  );
});
