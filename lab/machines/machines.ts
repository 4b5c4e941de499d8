import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure, outputOf } from '../../operations/process';
import {
  cutPower,
  namespacesOf,
  processesOf,
  settledProcessesOf,
  startedBelow,
  tracesOf,
} from '../enclosure';
import { type Host, hostIn, uriOf } from './host';
import { answers } from './power';
import { namesOf } from './virsh';

export interface HostStatus {
  readonly name: string;
  /** `silent`: its processes exist, but libvirt does not answer. */
  readonly power: 'on' | 'off' | 'silent';
  readonly uri: string;
  /** The running machines, by name. */
  readonly machines: readonly string[];
  readonly diskBytes: number;
}

/** The names of a lab's hosts, found by their files and processes. */
export function hostsIn(home: string): readonly Host[] {
  const folder = join(home, 'hosts');
  const named = existsSync(folder) ? readdirSync(folder) : [];
  const running = [...startedBelow(folder).values()].map((path) => basename(path));
  return [...new Set([...named, ...running])].sort().map((name) => hostIn(home, name));
}

export async function machinesStatus(home: string): Promise<readonly HostStatus[]> {
  return Promise.all(hostsIn(home).map(statusOf));
}

async function statusOf(host: Host): Promise<HostStatus> {
  const running = processesOf(host) !== undefined;
  const answering = running && (await answers(host));
  return {
    name: host.name,
    power: answering ? 'on' : running ? 'silent' : 'off',
    uri: uriOf(host),
    machines: answering ? await namesOf(host, 'list', '--name') : [],
    diskBytes: await diskUse(host),
  };
}

async function diskUse({ folder }: Host): Promise<number> {
  if (!existsSync(folder)) return 0;
  const printed = await outputOf('du', ['--summarize', '--block-size=1', folder], { timeoutMs: 120_000 });
  return Number(printed.split('\t')[0]);
}

/**
 * Removes every host of a lab, whatever state it is in, with all its files. Other content of the folder stays.
 * @throws Failure that lists what is left, if anything is.
 */
export async function machinesDown(home: string): Promise<void> {
  const hosts = hostsIn(home);
  const settled = await Promise.all(hosts.map(settledProcessesOf));
  const namespaces = settled.flatMap((running) => (running === undefined ? [] : namespacesOf(running)));
  await Promise.all(hosts.map((host) => cutPower(host)));
  const folder = join(home, 'hosts');
  rmSync(folder, { recursive: true, force: true });
  const traces = tracesOf(folder, namespaces);
  if (traces.length > 0) throw new Failure(`the lab has left something behind:\n${traces.join('\n')}`);
}
