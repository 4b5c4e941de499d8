import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Failure } from '../../operations/process';
import { clusterIn, clusterLogPath, type Part, PARTS, partLogPath } from '../cluster';
import { labHome } from '../home';
import { consoleLogPath, hostIn, hostLogPath, hostsIn, machinesStatus } from '../machines';

export interface LogsOptions {
  readonly follow: boolean;
  readonly lines: string;
}

/** Prints the log of a part of the lab. Without a name, lists the logs. */
export async function logs(name: string | undefined, { follow, lines }: LogsOptions): Promise<void> {
  const known = await logFiles();
  if (name === undefined) {
    console.log([...known.keys()].join('\n'));
    return;
  }
  const path = known.get(name);
  if (path === undefined)
    throw new Failure(`there is no log of ${name}.\n→ These there are: ${[...known.keys()].join(', ')}`);
  const args = ['--lines', lines, ...(follow ? ['--follow'] : []), path];
  await new Promise((resolve, reject) => {
    spawn('tail', args, { stdio: 'inherit' }).on('error', reject).on('exit', resolve);
  });
}

/** The existing log files, by the part that writes them. */
async function logFiles(): Promise<ReadonlyMap<string, string>> {
  const home = labHome();
  const cluster = clusterIn(home);
  const machines = (await machinesStatus(home)).flatMap((host) =>
    host.machines.map((machine) => [machine, consoleLogPath(hostIn(home, host.name), machine)] as const),
  );
  const all = [
    ['cluster', clusterLogPath(cluster)] as const,
    ...(Object.keys(PARTS) as Part[]).map((part) => [part, partLogPath(cluster, part)] as const),
    ...hostsIn(home).map((host) => [host.name, hostLogPath(host)] as const),
    ...machines,
  ];
  return new Map(all.filter(([, path]) => existsSync(path)));
}
