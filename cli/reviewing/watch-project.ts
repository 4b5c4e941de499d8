import { cpSync, existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { InvalidInput } from '../../core/findings';
import { SYNTH_FOLDER } from '../../core/record';
import { Failure } from '../../operations/process';
import { NOT_READ } from '../project';
import { tell } from '../terminal';
import { type Comparison, compareSynths } from './compare-synths';
import { stampOfFolders } from './keeping/stamp';
import { appOf, synthesiseFolder } from './synthesise-folder';
import { withTemporaryFolder } from './temporary-folder';

/** How often the project is looked at: a person does not notice half of it. */
const PAUSE_MS = 300;
const PASSED_OVER = { without: [...NOT_READ.folders, SYNTH_FOLDER], passOver: NOT_READ.files };

/**
 * Synthesises a project after each save, and compares with the synth before it, until the process is interrupted. A save that
 * cannot be synthesised says why; the next one is compared with the last that could be.
 *
 * @param show gets what each save changes
 * @throws Failure where the folder is not a project
 */
export async function watchProject(
  project: string,
  env: NodeJS.ProcessEnv,
  show: (compared: Comparison) => void,
): Promise<never> {
  appOf(project);
  return withTemporaryFolder('slipway-watch-', async (folder) => {
    const [before, after] = [join(folder, 'before'), join(project, SYNTH_FOLDER)];
    for (let seen = stampOf(project); ; seen = await nextSave(project, seen)) {
      const began = Date.now();
      try {
        await synthesiseFolder(project, env, { install: false, checkTypes: true });
        if (existsSync(before)) show(await compareSynths(project, before, after));
        keep(after, before);
        tell(
          `Synthesised in ${((Date.now() - began) / 1000).toFixed(1)} s. Waiting for the next save: Ctrl-C ends it.`,
        );
      } catch (error) {
        if (!(error instanceof Failure || error instanceof InvalidInput)) throw error;
        tell(error.message);
      }
    }
  });
}

/** Waits until the project differs from what was seen, and no longer changes: an editor may write a file in several steps. */
async function nextSave(project: string, seen: string): Promise<string> {
  let last = stampOf(project);
  for (;;) {
    await delay(PAUSE_MS);
    const now = stampOf(project);
    if (now === last && now !== seen) return now;
    last = now;
  }
}

function stampOf(project: string): string {
  return stampOfFolders([project], PASSED_OVER);
}

/** What a comparison reads, which the next synth replaces. Terraform may have put its providers beside it. */
function keep(synth: string, before: string): void {
  rmSync(before, { recursive: true, force: true });
  cpSync(synth, before, { recursive: true, filter: (path) => basename(path) !== '.terraform' });
}
