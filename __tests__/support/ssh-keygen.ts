import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unarmored } from '../../core/ssh-signatures';

/** Tests with the real ssh-keygen, skipped where there is none. */
export function describeSshKeygen(title: string, tests: () => void): void {
  const isThere = spawnSync('ssh-keygen', ['-?']).error === undefined;
  if (isThere) describe(title, tests);
  else describe.skip(`${title}, skipped: there is no ssh-keygen`, tests);
}

/** Keys and signatures of ssh-keygen, in a folder that goes away after the tests of the file. */
export class SshKeygen {
  readonly folder = mkdtempSync(join(tmpdir(), 'slipway-ssh-'));

  constructor() {
    afterAll(() => {
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  run(args: readonly string[], input = ''): string {
    return execFileSync('ssh-keygen', args, { cwd: this.folder, input, encoding: 'utf8', stdio: 'pipe' });
  }

  /** Makes a key. @returns the path of its private half */
  key(name: string, type = 'ed25519', ...more: readonly string[]): string {
    const path = join(this.folder, name);
    this.run(['-q', '-t', type, '-N', '', '-C', name, '-f', path, ...more]);
    return path;
  }

  /** What is in the `.pub` file of a key, without its comment. */
  publicKey(path: string): string {
    return readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ').trim();
  }

  /** A signature on one line. */
  sign(path: string, text: string, namespace = 'slipway-release'): string {
    return unarmored(this.run(['-Y', 'sign', '-q', '-n', namespace, '-f', path], text));
  }

  /** What ssh-keygen says of a signature: true where it is good. @param time such as 20261101000000Z */
  accepts(signature: string, text: string, signers: string, principal: string, time?: string): boolean {
    const [file, allowed] = [join(this.folder, 'event.sig'), join(this.folder, 'allowed')];
    const lines = signature.match(/.{1,70}/g) ?? [];
    writeFileSync(
      file,
      ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n'),
    );
    writeFileSync(allowed, signers);
    const at = time === undefined ? [] : ['-O', `verify-time=${time}`];
    const { status } = spawnSync(
      'ssh-keygen',
      ['-Y', 'verify', ...at, '-n', 'slipway-release', '-f', allowed, '-I', principal, '-s', file],
      { input: text, cwd: this.folder },
    );
    return status === 0;
  }
}
