import type { Commit } from './commits-between';
import { type Repository, tryGit } from './repository';

/** Further back on the branch, the merge of a commit is not looked for. */
const MOST_MERGES = 20_000;

/** A commit on the branch that is checked out, as its first parents lead to it. */
interface FirstParentCommit {
  readonly id: string;
  readonly firstParent: string;
  readonly isMerge: boolean;
  readonly message: string;
}

/**
 * Finds the pull requests that brought commits to the branch that is checked out, by what platforms write into messages: the commit's own
 * subject (`Retry once (#12)`), or the merge that brought it. No network is asked.
 *
 * @example
 * const pullRequests = new PullRequests(repository);
 * await pullRequests.of(commit); // '#12', or '!12' where GitLab wrote it
 */
export class PullRequests {
  #steps: Promise<readonly FirstParentCommit[]> | undefined;

  constructor(private readonly repository: Repository) {}

  /** Undefined where no message says so. */
  async of({ id, subject }: Pick<Commit, 'id' | 'subject'>): Promise<string | undefined> {
    const own = pullRequestIn(subject);
    if (own !== undefined) return own;
    const merge = await this.#mergeOf(id);
    return merge === undefined ? undefined : pullRequestIn(merge.message);
  }

  /** The commit of the branch that first has this one: the oldest of those that come after it. */
  async #mergeOf(id: string): Promise<FirstParentCommit | undefined> {
    const steps = await (this.#steps ??= this.#readSteps());
    const newest = steps[0];
    if (newest === undefined || !(await this.#isIn(id, newest.id))) return undefined;
    // From the newest on, the commits of the branch have it up to its merge, and none beyond has it.
    let [has, lacks] = [0, steps.length];
    while (lacks - has > 1) {
      const middle = Math.floor((has + lacks) / 2);
      if (await this.#isIn(id, steps[middle]?.id ?? '')) has = middle;
      else lacks = middle;
    }
    const step = steps[has];
    // What was read ends before the commit was merged.
    if (has === steps.length - 1 && step?.firstParent !== '') return undefined;
    return step?.isMerge === true || step?.id === id ? step : undefined;
  }

  async #isIn(commit: string, later: string): Promise<boolean> {
    const { code } = await tryGit(this.repository, ['merge-base', '--is-ancestor', commit, later]);
    return code === 0;
  }

  async #readSteps(): Promise<readonly FirstParentCommit[]> {
    const { code, stdout } = await tryGit(this.repository, [
      ...['log', '-z', '--first-parent', `--max-count=${MOST_MERGES}`, '--format=%H%x1f%P%x1f%B', 'HEAD'],
    ]);
    if (code !== 0) return [];
    return stdout
      .split('\0')
      .filter((entry) => entry.trim() !== '')
      .map((entry) => {
        const [id = '', parents = '', message = ''] = entry.split('\u001f');
        const [firstParent = '', second] = parents.split(' ');
        return { id: id.trim(), firstParent, isMerge: second !== undefined, message };
      });
  }
}

/** How the platforms name a pull request in a message: on its first line, or in GitLab's case below it. */
const FORMS: readonly { readonly form: RegExp; readonly sign: string }[] = [
  // GitHub, Gitea and Forgejo
  { form: /^Merge pull request (?:'.*' \()?#(\d+)\b/, sign: '#' },
  // Bitbucket
  { form: /^Merged in .+ \(pull request #(\d+)\)/, sign: '#' },
  // Azure DevOps
  { form: /^Merged PR (\d+):/, sign: '#' },
  // What a squash appends on GitHub, Gitea and Forgejo
  { form: /^.*\(#(\d+)\)\s*$/m, sign: '#' },
  // GitLab
  { form: /^See merge request [\w./-]*!(\d+)\s*$/m, sign: '!' },
];

/**
 * The pull request that a message of a commit names.
 *
 * @example
 * pullRequestIn('Merge pull request #12 from acme/retry'); // '#12'
 * pullRequestIn("Merge branch 'retry' into 'main'\n\nSee merge request acme/shop!7"); // '!7'
 */
export function pullRequestIn(message: string): string | undefined {
  const [subject = ''] = message.split('\n', 1);
  for (const { form, sign } of FORMS) {
    const number = form.exec(sign === '!' ? message : subject)?.[1];
    if (number !== undefined) return `${sign}${number}`;
  }
  return undefined;
}
