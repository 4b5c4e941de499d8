import { join } from 'node:path';
import type { GoProgram } from './go-program';

/** Checks GitHub workflows (actionlint). */
export const actionlint = single('actionlint', 'github.com/rhysd/actionlint/cmd/actionlint');
/** Runs GitHub workflows on this machine (act). */
export const act = single('act', 'github.com/nektos/act');

/** The programs that check and run the workflows in `docs/ci/`. */
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
