import { chmodSync, existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../core/files';
import { cutPower, type PowerOptions, settledProcessesOf, start } from '../enclosure';
import { BRIDGE, GATEWAY, LAN, SERVICES } from '../network';
import { makeCertificates } from './certificates';
import { type Cluster, clusterLogPath, CONTROL_PLANE, controlGroupOf } from './cluster';
import { writeConfiguration } from './configuration';
import { writeKubeconfigs } from './kubeconfigs';
import { partCommands } from './part-commands';
import { PARTS } from './parts';
import type { BuiltPrograms } from './programs';

const INIT = join(__dirname, 'cluster-init.sh');
const FOLDERS = ['run', 'lib/docker', 'log/parts', 'etc', 'docker'];
const CONTROL_GROUPS = '/sys/fs/cgroup';

/** Starts the cluster unless it runs. Does not wait for its parts to answer. */
export async function switchOn(
  cluster: Cluster,
  programs: BuiltPrograms,
  { tied = false }: PowerOptions = {},
): Promise<void> {
  if ((await settledProcessesOf(cluster)) !== undefined) return;
  removeControlGroups(cluster);
  for (const path of FOLDERS) mkdirSync(join(cluster.folder, path), { recursive: true });
  // The folder holds the keys of the whole cluster.
  chmodSync(cluster.folder, 0o700);
  await makeCertificates(cluster);
  writeKubeconfigs(cluster);
  writeConfiguration(cluster);
  writeStartScripts(cluster, programs);
  writeAtomically(join(cluster.folder, 'docker', 'config.json'), '{}\n');
  const address = `${GATEWAY}/${LAN.split('/')[1] ?? ''}`;
  const settings = [CONTROL_PLANE, controlGroupOf(cluster), BRIDGE, address, SERVICES];
  start(cluster, {
    init: ['bash', INIT, cluster.folder, ...settings, ...Object.keys(PARTS)],
    log: clusterLogPath(cluster),
    tied,
  });
}

/** Cuts the power of all its parts and containers at once. */
export async function switchOff(cluster: Cluster): Promise<void> {
  await cutPower(cluster);
  removeControlGroups(cluster);
}

/** The remaining control groups of the cluster's containers, deepest first. */
export function controlGroupsOf(cluster: Cluster): readonly string[] {
  const name = controlGroupOf(cluster);
  if (!existsSync(CONTROL_GROUPS)) return [];
  const roots = ['.', ...foldersIn(CONTROL_GROUPS)].map((hierarchy) => join(CONTROL_GROUPS, hierarchy, name));
  return roots.filter((root) => existsSync(root)).flatMap(withFoldersBelow);
}

function removeControlGroups(cluster: Cluster): void {
  for (const group of controlGroupsOf(cluster)) {
    try {
      rmdirSync(group);
    } catch (error) {
      // In use: the check for traces reports it. Missing: another process is removing them at this moment.
      if (!['EBUSY', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}

function withFoldersBelow(folder: string): readonly string[] {
  return [...foldersIn(folder).flatMap((name) => withFoldersBelow(join(folder, name))), folder];
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}

/** Writes the start script of each part into the cluster's folder, where process 1 finds them. */
function writeStartScripts(cluster: Cluster, programs: BuiltPrograms): void {
  for (const [part, { after, command }] of Object.entries(partCommands(cluster, programs))) {
    const path = join(cluster.folder, 'etc', 'parts', part);
    writeAtomically(path, script(after, command));
    chmodSync(path, 0o755);
  }
}

function script(after: string | number | undefined, command: readonly string[]): string {
  const lines = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  return ['#!/bin/bash', ...waitFor(after), `exec ${lines.join(' \\\n  ')}`, ''].join('\n');
}

/** Without a limit: the caller that waits for the part has one. */
function waitFor(what: string | number | undefined): readonly string[] {
  if (what === undefined) return [];
  const there =
    typeof what === 'string' ? `[[ -e ${what} ]]` : `(: </dev/tcp/${GATEWAY}/${what}) 2>/dev/null`;
  return [`until ${there}; do sleep 0.2; done`];
}
