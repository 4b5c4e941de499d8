import { goProgram, type GoProgram } from './go-program';

/** Checks GitHub workflows. */
export const actionlint = goProgram({
  name: 'actionlint',
  packages: ['github.com/rhysd/actionlint/cmd/actionlint'],
  takes: 'half a minute',
});
/** Runs GitHub workflows on this machine. */
export const act = goProgram({
  name: 'act',
  packages: ['github.com/nektos/act'],
  takes: 'half a minute',
});

/** The programs that check and run the workflows in `docs/ci/`. */
export const WORKFLOW_PROGRAMS: readonly GoProgram[] = [actionlint, act];
