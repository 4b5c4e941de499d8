import { join } from 'node:path';
import type { GoProgram } from './go-program';

/** Reads GitHub's workflows as GitHub does, and says what is wrong with them. */
export const actionlint = single('actionlint', 'github.com/rhysd/actionlint/cmd/actionlint');
/** Runs GitHub's workflows on this machine. */
export const act = single('act', 'github.com/nektos/act');

/** What the workflows of `docs/ci/` are checked and run with. */
export const WORKFLOW_PROGRAMS: readonly GoProgram[] = [actionlint, act];

function single(name: string, main: string): GoProgram {
  return {
    name,
    pins: join(__dirname, 'programs', name),
    packages: [main],
    ldflags: '-s -w',
    binary: () => `bin/${name}`,
    takes: 'half a minute',
  };
}
