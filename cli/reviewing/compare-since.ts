import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { SYNTH_FOLDER } from '../../core/record';
import { openRepository } from '../../operations/git';
import { withCauses } from '../../review';
import { attachCommits } from './attach-commits';
import { baseCommit } from './base-commit';
import { changedLines } from './changed-lines';
import { changedPolicies } from './changed-policies';
import { type Comparison, compareSynths } from './compare-synths';
import { ProjectSynths } from './project-synths';

interface SinceOptions {
  /** The folder of the project. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  /** The folder of the synth to compare with the commit. @default the working tree is synthesised */
  readonly head?: string | undefined;
  /** Synthesises also what is known from before. @default false */
  readonly fresh?: boolean;
}

/**
 * Compares the synth of a commit with a later one, with the commits that each promotion ships.
 *
 * @param base what git knows as a commit; undefined for the one where this branch left the main branch
 * @throws Failure if git knows no such commit, or a synth fails
 */
export async function compareSince(
  base: string | undefined,
  { project, env, head: synth, fresh = false }: SinceOptions,
): Promise<Comparison> {
  const repository = await openRepository(project, env);
  const commit = await baseCommit(repository, base);
  const synths = new ProjectSynths({ repository, project, env, fresh });
  return synths.compare(commit, synth, async (old, head) => {
    const compared = await compareSynths(
      project,
      join(old, SYNTH_FOLDER),
      head,
      changedPolicies(old, project),
    );
    const { review, mask } = compared;
    const shipped = await attachCommits(review, { repository, project, mask });
    // A synth of elsewhere is not of this working tree.
    const lines = synth === undefined ? await changedLines(repository, commit, realpathSync(project)) : [];
    return { ...compared, review: withCauses(shipped, lines) };
  });
}
