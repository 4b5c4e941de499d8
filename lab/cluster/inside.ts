import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Failure, outputOf, type ProgramOutcome, run, type RunOptions } from '../../operations/process';
import { processesOf } from '../enclosure';
import { buildGoProgram } from '../go-program';
import { type Cluster, dockerHostOf, kubeconfigOf } from './cluster';
import { kubernetesPrograms } from './programs';

/**
 * The command, run in the cluster's network, with this machine's files. There, `localhost:5000` is the registry, and the
 * cluster's DNS resolves names.
 * @throws Failure if the cluster does not run.
 */
export function inCluster(cluster: Cluster, command: readonly string[]): readonly [string, ...string[]] {
  const running = processesOf(cluster);
  if (running === undefined) throw new Failure('the cluster does not run.\n→ npm run lab -- up cluster');
  const namesFrom = join(cluster.folder, 'etc', 'resolv.conf');
  return [
    ...(['nsenter', `--target=${running.init}`, '--net', '--'] as const),
    // In there, every query to this machine's name server would time out.
    ...['unshare', '--mount', 'sh', '-c'],
    'if [ -e /etc/resolv.conf ]; then mount --bind "$0" /etc/resolv.conf; fi; exec "$@"',
    namesFrom,
    ...command,
  ];
}

/** The environment with which `kubectl`, `docker` and Terraform providers use this cluster and this engine. */
export function environmentIn(cluster: Cluster, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const programs = join(buildGoProgram(kubernetesPrograms), 'bin');
  return {
    ...env,
    PATH: [programs, env.PATH ?? ''].join(delimiter),
    KUBECONFIG: kubeconfigOf(cluster),
    KUBE_CONFIG_PATH: kubeconfigOf(cluster),
    DOCKER_HOST: dockerHostOf(cluster),
    DOCKER_CONFIG: join(cluster.folder, 'docker'),
    SLIPWAY_LAB_SHELL: cluster.name,
  };
}

/** Runs a program in the cluster's network. A non-zero exit is an outcome. It ends with this process, however that ends. */
export function runInCluster(
  cluster: Cluster,
  command: readonly string[],
  options: Pick<RunOptions, 'timeoutMs' | 'input'>,
): Promise<ProgramOutcome> {
  const [program, ...args] = endingWithUs(inCluster(cluster, command));
  return run(program, args, { ...options, env: environmentIn(cluster) });
}

/**
 * The output of a program in the cluster's network. It ends with this process, however that ends.
 * @throws Failure with the output, if it fails.
 */
export function outputInCluster(
  cluster: Cluster,
  command: readonly string[],
  options: { readonly timeoutMs: number },
): Promise<string> {
  const [program, ...args] = endingWithUs(inCluster(cluster, command));
  return outputOf(program, args, { ...options, env: environmentIn(cluster) });
}

/** Otherwise the programs of a killed start would run on next to the start that continues it. */
function endingWithUs(command: readonly string[]): readonly [string, ...string[]] {
  return ['setpriv', '--pdeathsig', 'KILL', ...command];
}

/** Creates or updates these objects in the cluster. */
export async function applyInCluster(cluster: Cluster, objects: object): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-objects-'));
  try {
    const file = join(folder, 'objects.json');
    writeFileSync(file, JSON.stringify(objects));
    const apply = ['kubectl', 'apply', '--server-side', '--force-conflicts', '--filename', file];
    await outputInCluster(cluster, apply, { timeoutMs: 180_000 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
