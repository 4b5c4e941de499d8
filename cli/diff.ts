import { type Command, Option } from 'commander';
import { openRepository } from '../git';
import { Failure } from '../process';
import { check, readSynth, type Review, reviewSynths, type Synth } from '../review';
import { EXIT } from './exit-codes';
import { baseCommit } from './reviewing/base-commit';
import { loadPolicies } from './reviewing/load-policies';
import { type Format, FORMATS, writeReview } from './reviewing/output';
import { synthesiseFolder } from './reviewing/synthesise-folder';
import { synthesiseRef } from './reviewing/synthesise-ref';
import { withCommits } from './reviewing/with-commits';

interface DiffOptions {
  readonly base?: string;
  readonly format: Format;
  readonly json?: true;
  readonly write?: string;
  readonly limit: number;
  readonly fullAt?: string;
}

const OUTCOMES = {
  nothing: EXIT.done,
  changes: EXIT.changes,
  approval: EXIT.approval,
} as const satisfies Record<Review['verdict']['outcome'], number>;

/** `slipway diff`: what lies between two synths, the most dangerous first. */
export function addDiff(program: Command): void {
  program
    .command('diff [before] [after]')
    .description(
      'say what a change does, the most dangerous first: between two synthesised folders, or since a commit',
    )
    .option('--base <ref>', 'the commit to compare with; by default, where this branch left the main one')
    .addOption(
      new Option('-f, --format <format>', 'how to tell it').choices(Object.keys(FORMATS)).default('terminal'),
    )
    .option('--json', 'the same as --format json')
    .option('--write <folder>', 'also write diff.md, diff.json and diff.sarif there')
    .addOption(
      new Option('--limit <characters>', 'how long the Markdown may get')
        .argParser(wholeNumber)
        .default(65_536),
    )
    .option('--full-at <where>', 'where the Markdown says that all of it is, when it leaves something out')
    .addHelpText('after', HELP)
    .action(async (before: string | undefined, after: string | undefined, options: DiffOptions) => {
      const review = await reviewOf(before, after, options);
      const { limit, fullAt, write, json, format } = options;
      const markdown = { limit, ...(fullAt === undefined ? {} : { fullAt }) };
      if (write !== undefined) writeReview(write, review, markdown);
      process.stdout.write(FORMATS[json === true ? 'json' : format](review, markdown));
      process.exitCode = OUTCOMES[review.verdict.outcome];
    });
}

const HELP = `
Two folders are compared as they are; one is compared with cdktf.out. Without any, and with --base, the commit is
synthesised in a worktree of its own, and what is here into cdktf.out.

Exit codes: 0 nothing changes, 2 it changes something, 3 it changes something that a person must approve, 1 it failed.`;

async function reviewOf(
  before: string | undefined,
  after: string | undefined,
  { base }: DiffOptions,
): Promise<Review> {
  const project = process.cwd();
  const rules = loadPolicies(project);
  const compare = (old: Synth, young: Synth): Review =>
    reviewSynths(old, young, check(young, { ...rules, before: old }));

  if (base === undefined && before !== undefined)
    return compare(readSynth(before), readSynth(after ?? 'cdktf.out'));
  if (after !== undefined)
    throw new Failure('with --base, name one folder at most: what to compare the commit with');

  const repository = await openRepository(project, process.env);
  const commit = await baseCommit(repository, base);
  tell(`synthesising ${commit.slice(0, 12)} in a worktree`);
  const old = await synthesiseRef(repository, commit, project, process.env);
  return withCommits(compare(old, await present(before, project)), repository, project);
}

/** What is here: a folder that was synthesised to, or what the project synthesises now. */
async function present(folder: string | undefined, project: string): Promise<Synth> {
  if (folder !== undefined) return readSynth(folder);
  tell('synthesising what is here');
  await synthesiseFolder(project, process.env, { install: false });
  return readSynth('cdktf.out');
}

function tell(what: string): void {
  process.stderr.write(`${what}\n`);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1000)
    throw new Failure(`--limit must be a whole number from 1000, but is ${text}`);
  return value;
}
