import { join, relative } from 'node:path';
import { type Command, Option } from 'commander';
import { Locked, withLock } from '../../core/files';
import { problem, refuseIfAny } from '../../core/findings';
import { changedPaths, commitOnBranch, commitPaths } from '../../operations/git';
import { Failure } from '../../operations/process';
import {
  isReleasePath,
  type Pipeline,
  type ReleaseChange,
  type ReleaseUpdate,
  renderRelease,
  updateReleases,
} from '../../promotion';
import { columns } from '../../review';
import { shippedBy } from './shipped';
import { commitMessage, lines, pullRequest } from './texts';
import { repositoryOf, type Yard } from './yard';

/** How a change of release files gets into git. */
export interface LandOptions {
  readonly commit?: true;
  readonly branch?: string;
  readonly message?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** A change of release files that a command asks for. */
export interface Change {
  /** What it is, in a few words: `promote api from dev to staging`. */
  readonly subject: (changes: readonly ReleaseChange[]) => string;
  readonly update: (line: Pipeline) => ReturnType<ReleaseUpdate>;
}

/** Adds the options of {@link LandOptions}. */
export function landOptions(command: Command): Command {
  return command
    .option('--dry-run', 'say what would change, and write nothing')
    .addOption(
      new Option('--commit', 'commit the release files, and nothing else, on this branch').conflicts(
        'dryRun',
      ),
    )
    .addOption(
      new Option(
        '--branch <name>',
        'make the change as one commit on a new branch instead; the working tree stays as it is',
      ).conflicts(['dryRun', 'commit']),
    )
    .option('--message', 'print the text of a pull request')
    .addOption(new Option('--json', 'print what changed as JSON').conflicts('message'));
}

/** Makes the change, prints what it did, and says how it gets into git. */
export async function land(yard: Yard, change: Change, options: LandOptions): Promise<void> {
  const { changes, shipped, subject, text, commit } = await undisturbed(yard, options, () =>
    make(yard, change, options),
  );
  const hint = nextStep(yard, changes, text, commit, options);
  if (options.json === true) {
    const { branch = null } = options;
    print(JSON.stringify({ subject, changes: shipped, commit: commit ?? null, branch }, undefined, 2));
  } else if (options.message === true) {
    print(pullRequest(subject, shipped).trimEnd());
    process.stderr.write(`${hint}\n`);
  } else {
    print([...columns(lines(shipped)), hint].join('\n'));
  }
}

/** Changes the files, and commits them where that is wanted. */
async function make(yard: Yard, change: Change, options: LandOptions) {
  await refuseUncommitted(yard, options);
  const write = options.dryRun !== true && options.branch === undefined;
  const update: ReleaseUpdate = (releases) => change.update(yard.line(releases));
  const changes = await updateReleases(yard.directory, update, { write });
  const shipped = await shippedBy(yard, changes);
  const subject = change.subject(changes);
  const text = commitMessage(subject, shipped);
  const commit = changes.length === 0 ? undefined : await committed(yard, changes, text, options);
  return { changes, shipped, subject, text, commit };
}

/**
 * Does something while no other run of this checkout is between its change and its commit: what that one has written would
 * look like somebody's uncommitted change, and git lets one commit at a time.
 */
async function undisturbed<T>(yard: Yard, options: LandOptions, work: () => Promise<T>): Promise<T> {
  const commits = options.commit === true || options.branch !== undefined;
  try {
    if (!commits) return await work();
    return await withLock(join(repositoryOf(yard).gitFolder, 'slipway.lock'), work);
  } catch (error) {
    throw error instanceof Locked ? new Failure(error.message) : error;
  }
}

/** The commit that holds the change, where one is wanted. */
async function committed(
  yard: Yard,
  changes: readonly ReleaseChange[],
  text: string,
  { commit, branch }: LandOptions,
): Promise<string | undefined> {
  if (commit !== true && branch === undefined) return undefined;
  const repository = repositoryOf(yard);
  const paths = changes.map((change) => pathIn(yard, change));
  if (branch === undefined) return commitPaths(repository, paths, text);
  const contents = changes.map((change) => [pathIn(yard, change), renderRelease(change.after)] as const);
  return commitOnBranch(repository, branch, Object.fromEntries(contents), text);
}

function pathIn(yard: Yard, { after }: ReleaseChange): string {
  return yard.inRepository(join(yard.directory, after.environment, 'releases', `${after.service}.json`));
}

/**
 * A commit must not take along what somebody else did to a file and did not commit; nor rest on a proof that stands only in the
 * working tree.
 */
async function refuseUncommitted(yard: Yard, { commit, branch }: LandOptions): Promise<void> {
  if (commit !== true && branch === undefined) return;
  const folder = yard.inRepository(yard.directory);
  const changed = (await changedPaths(repositoryOf(yard), [folder])).filter(({ path }) =>
    isReleasePath(relative(folder, path)),
  );
  refuseIfAny(
    changed.map(({ path }) =>
      problem({
        rule: 'cli/uncommitted',
        path,
        message: 'must be committed before another change of the releases is',
        value: 'a file with changes',
        advice: 'Commit it, or bring it back with `git restore`.',
      }),
    ),
    'nothing was written',
  );
}

function nextStep(
  yard: Yard,
  changes: readonly ReleaseChange[],
  text: string,
  commit: string | undefined,
  { dryRun, branch }: LandOptions,
): string {
  if (changes.length === 0) return 'There is nothing to change.';
  if (dryRun === true) return 'Nothing was written.';
  if (branch !== undefined)
    return `Branch ${branch} has it, as ${commit?.slice(0, 12) ?? ''}. Push it: git push -u origin ${branch}`;
  if (commit !== undefined) return `Committed as ${commit.slice(0, 12)}.`;
  const paths = changes.map(({ path }) => path).join(' ');
  if (yard.repository === undefined) return `Written: ${paths}`;
  const [subject = ''] = text.split('\n');
  return `Written. Commit it: git add ${paths} && git commit -m '${subject}' -- ${paths}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
