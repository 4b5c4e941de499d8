import { type Command, Option } from 'commander';
import { type Finding, refuseIfAny, renderFindings } from '../../core/findings';
import { shortCommit } from '../../operations/git';
import {
  type Pipeline,
  type ReleaseChange,
  type ReleaseEvent,
  type ReleaseUpdate,
  updateReleases,
} from '../../promotion';
import { columns } from '../../review';
import { print, printJson, tell } from '../terminal';
import { commitReleases, refuseUncommitted, withCommitLock } from './commit-releases';
import type { ProjectContext } from './project-context';
import { changeRows, commitMessage, pullRequest } from './render-changes';
import { shippedChanges } from './shipped-changes';
import { signing, type SigningOptions } from './sign-releases';

/** Whether a change of release files is written and committed, who signs it, and what is printed about it. */
export interface ChangeOptions extends SigningOptions {
  readonly commit?: true;
  readonly branch?: string;
  readonly message?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** A change of release files that a command asks for. */
export interface RequestedChange {
  /** The change in a few words: `promote api from dev to staging`. */
  readonly subject: (changes: readonly ReleaseChange[]) => string;
  readonly update: (pipeline: Pipeline) => ReturnType<ReleaseUpdate> & {
    /** Why services that the command was not told by name are left as they are, though something waits. */
    readonly skipped?: readonly Finding[];
  };
  /** Whether a person vouches for what is there: events that are not signed as they should be are. @default false */
  readonly isVouching?: true;
}

/** Adds the options of {@link ChangeOptions}. */
export function changeOptions(command: Command): Command {
  return command
    .option('--dry-run', 'say what would change, and write nothing')
    .addOption(
      new Option(
        '--commit',
        'commit the release files, and nothing else, on the branch that is checked out',
      ).conflicts('dryRun'),
    )
    .addOption(
      new Option(
        '--branch <name>',
        'commit the change on a new branch instead; the working tree stays as it is',
      ).conflicts(['dryRun', 'commit']),
    )
    .option(
      '--signing-key <key>',
      'the SSH key that signs, where the environment asks for signed events (default: git’s user.signingKey)',
    )
    .option('--message', 'print the text of a pull request')
    .addOption(new Option('--json', 'print what changed as JSON').conflicts('message'));
}

/** Changes release files, commits them where the options say so, and prints what changed and the next step. */
export async function changeReleases(
  context: ProjectContext,
  change: RequestedChange,
  options: ChangeOptions,
): Promise<void> {
  const { changes, shipped, subject, text, commit } = await withCommitLock(context, options, () =>
    makeChange(context, change, options),
  );
  const hint = nextStep(context, changes, text, commit, options);
  if (options.json === true) {
    const { branch = null } = options;
    printJson({ subject, changes: shipped, commit: commit ?? null, branch });
  } else if (options.message === true) {
    print(pullRequest(subject, shipped).trimEnd());
    tell(hint);
  } else {
    print([...columns(changeRows(shipped)), hint].join('\n'));
  }
}

async function makeChange(context: ProjectContext, change: RequestedChange, options: ChangeOptions) {
  await refuseUncommitted(context, options);
  const write = options.dryRun !== true && options.branch === undefined;
  let skipped: readonly Finding[] = [];
  const update: ReleaseUpdate = (releases) => {
    const result = change.update(context.pipeline(releases));
    skipped = result.skipped ?? [];
    return result;
  };
  const changes = await updateReleases(context.environmentsFolder, update, {
    write,
    finish: signing(context, options, change.isVouching === true),
  });
  changes.flatMap(vouched).forEach(tell);
  // Not "nothing to change": a script that goes on would take what waits for what runs.
  if (changes.length === 0) refuseIfAny(skipped, 'nothing was written');
  else if (skipped.length > 0)
    tell(`skipped:\n${renderFindings(skipped.map((finding) => ({ ...finding, severity: 'note' })))}`);
  const shipped = await shippedChanges(context, changes);
  const subject = change.subject(changes);
  const text = commitMessage(subject, shipped);
  const commit = await commitReleases(context, changes, text, options);
  return { changes, shipped, subject, text, commit };
}

/** Who signs the first event of a file vouches for more than for that. */
function vouched({ path, before, after }: ReleaseChange): readonly string[] {
  const isSigned = (event: ReleaseEvent) => event.signature !== undefined;
  const first = after.history.findIndex(isSigned);
  if (first < 1 || before?.history.some(isSigned) === true) return [];
  return [
    `${path}: this is its first signature, and it vouches for ${first === 1 ? 'the event' : `the ${first} events`} above it.`,
  ];
}

function nextStep(
  context: ProjectContext,
  changes: readonly ReleaseChange[],
  text: string,
  commit: string | undefined,
  { dryRun, branch }: ChangeOptions,
): string {
  if (changes.length === 0)
    return context.pipeline().releases.files.length === 0
      ? 'Nothing is released yet: `npx slipway release` selects the images that were built.'
      : 'There is nothing to change.';
  if (dryRun === true) return 'Nothing was written.';
  if (branch !== undefined)
    return `Committed as ${shortCommit(commit ?? '')} on branch ${branch}. Push it: git push -u origin ${branch}`;
  if (commit !== undefined) return `Committed as ${shortCommit(commit)}.`;
  const paths = changes.map(({ path }) => path).join(' ');
  if (context.repository === undefined) return `Written: ${paths}`;
  const [subject = ''] = text.split('\n');
  return `Written. Commit it: git add ${paths} && git commit -m '${subject}' -- ${paths}`;
}
