import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../core/files';
import { GATEWAY } from '../network';
import type { Cluster } from './cluster';
import { partCommands } from './part-commands';
import type { BuiltPrograms } from './programs';

/** Writes the start script of each part into the cluster's folder, where process 1 finds them. */
export function writeStartScripts(cluster: Cluster, programs: BuiltPrograms): void {
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
