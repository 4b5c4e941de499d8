import { type Commit, FORMAT, parseLog } from './commits-between';
import { type Repository, tryGit } from './repository';

/** Those of some commits that the repository has, by their ids. */
export async function knownCommits(
  repository: Repository,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Commit>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const { stdout } = await tryGit(repository, [
    // One that is missing, as in a shallow clone, hides no others.
    ...['log', '-z', '--no-walk=unsorted', '--ignore-missing', `--format=${FORMAT}`, '--end-of-options'],
    ...asked,
  ]);
  return new Map(parseLog(stdout).map((commit) => [commit.id, commit]));
}
