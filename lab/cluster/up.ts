import { basename, join } from 'node:path';
import { oneStart, type PowerOptions } from '../enclosure';
import { buildGoProgram, findGoProgram } from '../go-program';
import type { Steps } from '../steps';
import { type Cluster } from './cluster';
import { pushImages } from './images';
import { applyInCluster } from './inside';
import { clusterObjects } from './objects';
import { switchOn } from './power';
import { type BuiltPrograms, CLUSTER_PROGRAMS } from './programs';
import { untilAnswers } from './readiness';

/**
 * Starts the cluster, or what is missing of it, and waits until all its parts work. Concurrent starts run one at a time.
 */
export async function clusterUp(cluster: Cluster, steps: Steps, options: PowerOptions = {}): Promise<void> {
  const programs = await buildPrograms(steps);
  await oneStart(cluster, () => startParts(cluster, programs, steps, options));
}

async function startParts(
  cluster: Cluster,
  programs: BuiltPrograms,
  steps: Steps,
  options: PowerOptions,
): Promise<void> {
  await steps.step('the control plane, the engine and the registry start', () =>
    switchOn(cluster, programs, options),
  );
  await steps.step('the Docker engine', () => untilAnswers(cluster, 'docker'));
  await steps.step('the registry', () => untilAnswers(cluster, 'registry'));
  await steps.step("the cluster's own images", () => pushImages(cluster, programs));
  await steps.step('the API server', () => untilAnswers(cluster, 'kube-apiserver'));
  await steps.step('DNS, storage class, ingress class, rights', () =>
    applyInCluster(cluster, clusterObjects()),
  );
  await steps.step('the first node', () => untilAnswers(cluster, 'kubelet'));
  await steps.step('the DNS server', () => untilAnswers(cluster, 'coredns'));
  await steps.step('the database for Terraform’s state', () => untilAnswers(cluster, 'state-database'));
  await steps.step('the ingress', () => untilAnswers(cluster, 'ingress'));
}

async function buildPrograms(steps: Steps): Promise<BuiltPrograms> {
  const folders = new Map<string, string>();
  for (const program of CLUSTER_PROGRAMS) {
    const found = findGoProgram(program);
    const folder =
      found ??
      (await steps.step(`build ${program.name} (${program.takes}, once)`, () => buildGoProgram(program)));
    for (const name of [program.name, ...program.packages.map((path) => basename(path))])
      folders.set(name, join(folder, 'bin'));
  }
  return {
    bin: (name) => {
      const folder = folders.get(name);
      if (folder === undefined) throw new Error(`${name} is not among the programs of the cluster`);
      return join(folder, name);
    },
    node: process.execPath,
  };
}
