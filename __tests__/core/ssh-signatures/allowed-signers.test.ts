import fc from 'fast-check';
import { readAllowedSigners, readSshSignature, whoSigned } from '../../../core/ssh-signatures';
import { describeSshKeygen, SshKeygen } from '../../support/ssh-keygen';

const NAMESPACE = 'slipway-release';
/** 2 November 2026, 08:00 in UTC. */
const [NOW, NOW_TEXT] = [Date.UTC(2026, 10, 2, 8), '20261102080000Z'];

/** A key that nobody has the other half of. */
const ADA = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHq8b0DfRUjvA3pxXK3uFrZ0QcNn3zLZ2y3jD6f0z1aV';

function told(text: string): readonly string[] {
  return readAllowedSigners(text, 'allowed_signers').findings.map(
    ({ path, message, value = '' }) => `${path} ${message} | ${value}`,
  );
}

describeSshKeygen('who may sign, as ssh-keygen has it', () => {
  const ssh = new SshKeygen();
  const key = ssh.key('ada');
  const signature = ssh.sign(key, 'an event');
  const other = ssh.publicKey(ssh.key('grace'));
  const mine = ssh.publicKey(key);

  test.each([
    ['a name and a key', `ada ${mine}`],
    ['a comment behind it', `ada ${mine} Ada's laptop, 2026`],
    ['tabs', `ada\t${mine.replace(' ', '\t')}`],
    ['comments and empty lines around it', `# who may sign\n\n   # more\nada ${mine}\n\n`],
    ['spaces before it', `   ada ${mine}`],
    ['a name in quotes', `"ada" ${mine}`],
    ['several names', `grace,ada ${mine}`],
    ['another key', `ada ${other}`],
    ['another key, and then this one', `ada ${other}\nada ${mine}`],
    ['the key twice, and allowed the second time', `ada namespaces="git" ${mine}\nada ${mine}`],
    ['our namespace', `ada namespaces="slipway-release" ${mine}`],
    ['another namespace', `ada namespaces="git" ${mine}`],
    ['several namespaces', `ada namespaces="git,slipway-release" ${mine}`],
    ['a pattern of namespaces', `ada namespaces="slipway-*" ${mine}`],
    ['a pattern that ends too early', `ada namespaces="slipway-rel" ${mine}`],
    ['question marks', `ada namespaces="slipway?releas?" ${mine}`],
    ['a namespace that is refused', `ada namespaces="*,!slipway-release" ${mine}`],
    ['another namespace that is refused', `ada namespaces="!git,*" ${mine}`],
    ['only refusals', `ada namespaces="!git" ${mine}`],
    ['options in capitals', `ada NAMESPACES="slipway-release" ${mine}`],
    ['a time that has begun', `ada valid-after="20261101Z" ${mine}`],
    ['a time that has not', `ada valid-after="20261103Z" ${mine}`],
    ['a time that begins now', `ada valid-after="20261102080000Z" ${mine}`],
    ['a time that begins in a second', `ada valid-after="20261102080001Z" ${mine}`],
    ['a time that ends now', `ada valid-before="20261102080000Z" ${mine}`],
    ['a time that ended a second ago', `ada valid-before="20261102075959Z" ${mine}`],
    ['a time that has not ended, without seconds', `ada valid-before="202611020801Z" ${mine}`],
    ['a time that is over', `ada valid-after="20260101Z",valid-before="20261101Z" ${mine}`],
    ['two times around now', `ada valid-after="20260101Z",valid-before="20270101Z" ${mine}`],
    ['a namespace and a time', `ada namespaces="slipway-release",valid-before="20270101Z" ${mine}`],
    ['times in the wrong order', `ada valid-after="20270101Z",valid-before="20260101Z" ${mine}`],
    ['an option that nobody knows', `ada touch-required ${mine}`],
    ['an option twice', `ada namespaces="git",namespaces="slipway-release" ${mine}`],
    ['an option without quotes', `ada namespaces=slipway-release ${mine}`],
    ['no name', mine],
    ['a name alone', 'ada'],
    ['a key of another type than it says', `ada ${mine.replace('ssh-ed25519', 'ssh-rsa')}`],
    ['a key that is cut', `ada ${mine.slice(0, -8)}`],
    ['nothing', ''],
  ])('%s', (_, text) => {
    const read = readAllowedSigners(text, 'allowed_signers');
    const isAllowed = 'by' in whoSigned(read, readSshSignature(signature).key, NAMESPACE, NOW);
    const isAccepted = ssh.accepts(signature, 'an event', `${text}\n`, 'ada', NOW_TEXT);
    expect({ isAllowed }).toEqual({ isAllowed: isAccepted });
  });

  test('a line that is changed anywhere allows nothing that ssh-keygen does not', () => {
    const lines = [
      `ada namespaces="git,slipway-*",valid-after="20260101Z" ${mine} a comment`,
      `"ada",grace valid-before="202711010000Z" ${mine}`,
      `# ada\nada ${other}\nada ${mine}`,
    ];
    const piece = fc.constantFrom(
      '',
      ' ',
      '"',
      ',',
      '\\',
      '#',
      '\n',
      '\r',
      '\t',
      '*',
      '!',
      '?',
      'Z',
      '=',
      '0',
      'a',
      '\0',
      '\u00e9',
    );
    let allowed = 0;
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.nat(), fc.nat(2), piece, (line, which, length, text) => {
        const position = which % line.length;
        const changed = `${line.slice(0, position)}${text}${line.slice(position + length)}`;
        const read = readAllowedSigners(changed, 'allowed_signers');
        const signed = whoSigned(read, readSshSignature(signature).key, NAMESPACE, NOW);
        if (!('by' in signed) || read.findings.length > 0) return;
        allowed += 1;
        const [name = ''] = signed.by.split(',').filter((one) => one !== '');
        const accepted = ssh.accepts(
          signature,
          'an event',
          `${changed}\n`,
          name.replace(/[*?]/g, 'x'),
          NOW_TEXT,
        );
        expect({ changed, accepted }).toEqual({ changed, accepted: true });
      }),
      { numRuns: 100 },
    );
    expect(allowed).toBeGreaterThan(10);
  });

  test('a file with line ends of Windows allows what the same file allows with those of Unix', () => {
    const read = readAllowedSigners(`# who may sign\r\n\r\nada ${mine}\r\n`, 'allowed_signers');
    expect(read.findings).toEqual([]);
    expect(whoSigned(read, readSshSignature(signature).key, NAMESPACE, NOW)).toEqual({ by: 'ada' });
  });

  test('a refusal says which line does not allow it, and why', () => {
    const why = (text: string) =>
      whoSigned(readAllowedSigners(text, 'f'), readSshSignature(signature).key, NAMESPACE, NOW);
    expect(why(`ada ${other}`)).toEqual({ refused: 'is in no line of it' });
    expect(why(`#\nada valid-before="20261101Z" ${mine}`)).toEqual({
      refused: 'is valid before 2026-11-01T00:00:00Z, as line 2 says',
    });
    expect(why(`ada namespaces="git" ${mine}`)).toEqual({
      refused: 'may sign git and not slipway-release, as line 1 says',
    });
  });
});

describeSshKeygen('a key of RSA', () => {
  const ssh = new SshKeygen();

  test('of less than 2048 bits allows nobody', () => {
    const short = ssh.key('short', 'rsa', '-b', '1024');
    expect(told(`ada ${ssh.publicKey(short)}`)).toEqual([
      expect.stringContaining('ssh-rsa: it is an RSA key of less than 2048 bits'),
    ]);
  });
});

describe('what cannot be read is told with its line', () => {
  test.each([
    [
      'a time without Z, which each machine reads otherwise',
      `ada valid-after="20261101" ${ADA}`,
      'must be valid-after="20270131Z" or valid-after="20270131093000Z", in UTC, which the Z says',
    ],
    ['a day that no month has', `ada valid-after="20260231Z" ${ADA}`, 'in UTC'],
    ['a word that is no option', `ada forever ${ADA}`, 'must be one of cert-authority, namespaces'],
    ['a line of a public key without a name', ADA, 'must be a name, and then a key'],
    ['a name that refuses itself', `ada,!ada ${ADA}`, 'must be a name without !, and then a key'],
    ['a control character', `ada\u0000 ${ADA}`, 'must be text without control characters'],
    [
      'a mark that an editor of Windows begins a file with',
      `\ufeffada ${ADA}`,
      'characters that nobody sees',
    ],
    ['a name that reads backwards', `\u202eada ${ADA}`, 'characters that nobody sees'],
    ['an open quote', `"ada ${ADA}`, 'must be a name, and then a key'],
    ['a key of DSA', 'ada ssh-dss AAAAB3NzaC1kc3MAAACBAA==', 'must have a key that can be read'],
    [
      'a certificate',
      `ada ssh-ed25519-cert-v01@openssh.com ${Buffer.from('\0\0\0\x20ssh-ed25519-cert-v01@openssh.com').toString('base64')}`,
      'it is a certificate, and those are not read',
    ],
    ['text that is no key', 'ada ssh-ed25519 hello', 'must have a key that can be read'],
  ])('%s', (_, line, message) => {
    const all = told(`# signers\n${line}\n`);
    expect(all).toHaveLength(1);
    expect(all[0]).toContain('allowed_signers:2 ');
    expect(all[0]).toContain(message);
  });

  const SECRET = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW';
  test.each([
    ['whole', `-----BEGIN OPENSSH PRIVATE KEY-----\n${SECRET}\n${SECRET}\n-----END OPENSSH PRIVATE KEY-----`],
    [
      'with line ends of Windows',
      `-----BEGIN RSA PRIVATE KEY-----\r\n${SECRET}\r\n-----END RSA PRIVATE KEY-----\r`,
    ],
    ['on one line behind a name', `ada -----BEGIN PRIVATE KEY-----${SECRET}-----END PRIVATE KEY-----`],
  ])('a private key, %s, is one thing to correct, and no part of it is shown', (_, key) => {
    const read = readAllowedSigners(`# signers\n${key}\ngrace ${ADA}\n`, 'allowed_signers');
    expect(read.findings[0]).toMatchObject({ rule: 'signers/private-key', path: 'allowed_signers:2' });
    expect(JSON.stringify(read.findings)).not.toContain('b3BlbnNzaC1');
    expect(read.signers).toMatchObject([{ principals: 'grace', line: key.split('\n').length + 2 }]);
  });

  test.each([
    `-----BEGIN OPENSSH PRIVATE KEY-----\n${SECRET}\n`,
    `PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n${SECRET}\n`,
  ])('a private key without an end hides all that follows: %j', (text) => {
    const { findings } = readAllowedSigners(text, 'f');
    expect(findings).toMatchObject([{ rule: 'signers/private-key', value: 'a private key' }]);
  });

  test('a certificate authority allows nobody, and that is a warning', () => {
    const read = readAllowedSigners(`*@example.com cert-authority ${ADA}\n`, 'allowed_signers');
    expect(read.signers).toEqual([]);
    expect(read.findings).toMatchObject([{ rule: 'signers/authority', severity: 'warning' }]);
  });

  test('a megabyte of dashes takes no time', () => {
    expect(told('-'.repeat(2 ** 20))).toHaveLength(1);
  });

  test('a pattern of many stars takes no time', () => {
    const stars = '*a'.repeat(2000);
    const read = readAllowedSigners(`ada namespaces="${stars}" ${ADA}`, 'f');
    const [signer] = read.signers;
    if (signer === undefined) throw new Error('There is no signer.');
    expect(whoSigned(read, signer.key, 'a'.repeat(1500), NOW)).toMatchObject({
      refused: expect.any(String) as string,
    });
  });
});
