import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Host, inNetworkOf, type KeyPair, keyPair, outputOf, run, until } from '../../../lab';
import { freePort } from '../../services/support/free-port';

/** How to reach a host's SSH server from this machine. */
export interface SshServer extends KeyPair {
  readonly port: number;
  /** A file in which the server's own key stands. */
  readonly knownHosts: string;
}

const LIMIT_MS = 180_000;
/** Fetched and unpacked, and not installed: to install it would start a server on this machine. */
const PACKAGES = ['openssh-server', 'libwrap0'];

/** Starts an SSH server among a host's files and processes; it is reached on this machine, and ends with the host. */
export async function sshServer(host: Host, folder: string): Promise<SshServer> {
  for (const name of ['client', 'server']) mkdirSync(join(folder, name), { recursive: true });
  const programs = await unpacked(folder);
  const server = await keyPair(join(folder, 'server'));
  const client = await keyPair(join(folder, 'client'));
  const port = await freePort();
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(knownHosts, `[127.0.0.1]:${port} ${server.publicKey}\n`);
  writeFileSync(join(folder, 'authorized_keys'), `${client.publicKey}\n`);
  writeFileSync(
    join(folder, 'sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${server.key}`,
      `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
      'PasswordAuthentication no',
      'PermitRootLogin prohibit-password',
      // The folder is below /tmp, which others may write to.
      'StrictModes no',
      'UsePAM no',
      'PidFile none',
      '',
    ].join('\n'),
  );
  start(host, folder, programs);
  await until(
    'the SSH server',
    async () => {
      const { code } = await run('ssh-keyscan', ['-T', '2', '-p', String(port), '127.0.0.1'], {
        timeoutMs: 30_000,
      });
      return code === 0 ? true : undefined;
    },
    { timeoutMs: 120_000, explain: () => readFileSync(join(folder, 'log'), 'utf8') },
  );
  return { ...client, port, knownHosts };
}

async function unpacked(folder: string): Promise<string> {
  const options = { cwd: folder, timeoutMs: LIMIT_MS };
  const programs = join(folder, 'programs');
  await outputOf('apt-get', ['download', '--quiet=2', ...PACKAGES], options);
  await outputOf('sh', ['-c', `for deb in *.deb; do dpkg-deb --extract "$deb" '${programs}'; done`], options);
  return programs;
}

/** With users of its own: the server wants one to give up its rights to, and root to have no locked password. */
function start(host: Host, folder: string, programs: string): void {
  const users = {
    passwd: 'root:x:0:0::/root:/bin/sh\nsshd:x:33:33::/run/sshd:/bin/false\n',
    shadow: 'root:*:1::::::\n',
  };
  for (const [name, text] of Object.entries(users)) writeFileSync(join(folder, name), text);
  const script = [
    ...Object.keys(users).map((name) => `mount --bind '${join(folder, name)}' /etc/${name}`),
    'mkdir -p /run/sshd',
    `exec env LD_LIBRARY_PATH='${programs}/lib/x86_64-linux-gnu:${programs}/usr/lib/x86_64-linux-gnu' '${programs}/usr/sbin/sshd' -D -f '${folder}/sshd_config' -E '${folder}/log'`,
  ].join(' && ');
  writeFileSync(join(folder, 'log'), '');
  const [program, target = ''] = inNetworkOf(host, []);
  const child = spawn(program, [target, '--mount', '--pid', 'unshare', '--mount', 'sh', '-c', script], {
    stdio: 'ignore',
  });
  child.unref();
}
