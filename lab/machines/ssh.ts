import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf } from '../../operations/process';
import { inNetworkOf } from '../enclosure';
import type { Host } from './host';

/** A machine, reached from its host's network. */
export interface Login {
  readonly host: Host;
  /** Its name on the host. */
  readonly machine: string;
  readonly address: string;
  readonly user: string;
  /** The path of the private key. */
  readonly key: string;
}

export interface KeyPair {
  /** The path of the private key. */
  readonly key: string;
  /** The public key, in the format of `authorized_keys`. */
  readonly publicKey: string;
}

const OPTIONS = {
  BatchMode: 'yes',
  // An emulated machine takes a while to compute the keys.
  ConnectTimeout: '30',
  ServerAliveInterval: '10',
  // The machine is new each time, and this network is private.
  StrictHostKeyChecking: 'no',
  UserKnownHostsFile: '/dev/null',
  GlobalKnownHostsFile: '/dev/null',
  IdentitiesOnly: 'yes',
  IdentityAgent: 'none',
  LogLevel: 'ERROR',
};

/** Creates a new key pair in a folder. */
export async function keyPair(folder: string): Promise<KeyPair> {
  const key = join(folder, 'id');
  await outputOf('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', key], {
    timeoutMs: 120_000,
  });
  return { key, publicKey: readFileSync(`${key}.pub`, 'utf8').trim() };
}

/** Runs a shell line on a machine and returns its output. @throws Failure with the output, if it fails. */
export async function onMachine(login: Login, line: string, timeoutMs = 180_000): Promise<string> {
  const [program, ...args] = shellOn(login);
  return (await outputOf(program, [...args, line], { timeoutMs })).trimEnd();
}

/** The command that runs a shell line on a machine when the line is appended as the last argument. */
function shellOn({ host, address, user, key }: Login): readonly [string, ...string[]] {
  const options = Object.entries(OPTIONS).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return inNetworkOf(host, ['ssh', '-F', '/dev/null', '-i', key, ...options, `${user}@${address}`]);
}
