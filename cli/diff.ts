import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { openRepository } from '../operations/git';
import { Failure } from '../operations/process';
import {
  check,
  type Mask,
  maskBetween,
  type PolicyFinding,
  readSynth,
  type Review,
  reviewSynths,
} from '../review';
import { EXIT } from './exit-codes';
import { baseCommit } from './reviewing/base-commit';
import { changedPolicies } from './reviewing/changed-policies';
import { judgeByOwn } from './reviewing/judge-by-own';
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

const OUTPUT = 'cdktf.out';

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
  if (base === undefined && before !== undefined)
    return (await compare(project, before, after ?? OUTPUT)).review;
  if (after !== undefined)
    throw new Failure('with --base, name one folder at most: what to compare the commit with');

  const repository = await openRepository(project, process.env);
  const commit = await baseCommit(repository, base);
  tell(`synthesising ${commit.slice(0, 12)} in a worktree`);
  return synthesiseRef(repository, commit, project, process.env, async (old) => {
    const young = before ?? (await synthesiseHere(project));
    const { review, mask } = await compare(project, join(old, OUTPUT), young, changedPolicies(old, project));
    return withCommits(review, { repository, project, mask });
  });
}

interface Compared {
  readonly review: Review;
  /** For whatever else is told with it. */
  readonly mask: Mask;
}

/** Compares two folders that were synthesised to; what is found of policy beside that is known already. */
async function compare(
  project: string,
  before: string,
  after: string,
  found: readonly PolicyFinding[] = [],
): Promise<Compared> {
  const [old, young] = [readSynth(before), readSynth(after)];
  const own = await judgeByOwn({ project, before, after }, process.env);
  const mask = maskBetween(old, young);
  const findings = [...found, ...check(young, { ...own, before: old, mask })];
  return { review: reviewSynths(old, young, findings, mask), mask };
}

async function synthesiseHere(project: string): Promise<string> {
  tell('synthesising what is here');
  await synthesiseFolder(project, process.env, { install: false });
  return OUTPUT;
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
