import { spawn } from 'node:child_process';
import { clusterIn, environmentIn, inCluster } from '../cluster';
import { inNetworkOf } from '../enclosure';
import { labHome } from '../home';
import { hostIn, uriOf } from '../machines';

/**
 * Runs a shell, or the given command, in the network of the cluster or of a host, where the usual programs use it:
 * `kubectl`, `docker` and Terraform in the cluster, `virsh` on a host. Exits with the exit code of the shell.
 */
export async function shell(where: string, command: readonly string[]): Promise<void> {
  const [program, args, env] = where === 'cluster' ? intoCluster(command) : ontoHost(where, command);
  process.exitCode = await new Promise<number>((resolve, reject) => {
    spawn(program, args, { stdio: 'inherit', env })
      .on('error', reject)
      .on('exit', (code) => {
        resolve(code ?? 1);
      });
  });
}

type Start = readonly [program: string, args: readonly string[], env: NodeJS.ProcessEnv];

function intoCluster(command: readonly string[]): Start {
  const cluster = clusterIn(labHome());
  const [program, ...args] = inCluster(cluster, orShell(command));
  return [program, args, environmentIn(cluster)];
}

function ontoHost(name: string, command: readonly string[]): Start {
  const host = hostIn(labHome(), name);
  const [program, ...args] = inNetworkOf(host, orShell(command));
  return [program, args, { ...process.env, LIBVIRT_DEFAULT_URI: uriOf(host) }];
}

function orShell(command: readonly string[]): readonly string[] {
  return command.length === 0 ? [process.env.SHELL ?? '/bin/sh'] : command;
}
