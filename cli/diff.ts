import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { type Finding, problem, refuseIfAny } from '../core/findings';
import { SYNTH_FOLDER } from '../core/record';
import { Failure } from '../operations/process';
import type { Review } from '../review';
import { EXIT } from './exit-codes';
import { wholeNumber } from './options';
import { compareSynths, compareSince, REVIEW_FORMATS, type ReviewFormat, writeReview } from './reviewing';

interface DiffOptions {
  readonly base?: string;
  readonly plan?: readonly string[];
  readonly fresh?: boolean;
  readonly format: ReviewFormat;
  readonly json?: true;
  readonly write?: string;
  readonly limit: number;
  readonly fullAt?: string;
}

const EXIT_CODES = {
  nothing: EXIT.done,
  changes: EXIT.changes,
  approval: EXIT.approval,
} as const satisfies Record<Review['verdict']['outcome'], number>;

/** `slipway diff`: what a change does, from one synth to another. */
export function addDiff(command: Command): void {
  command
    .option('--base <ref>', 'the commit to compare with (default: where this branch left the main branch)')
    .option('--plan <files...>', 'read Terraform plans in JSON, in place of two synths')
    .option('--fresh', 'synthesise both again, even what an earlier diff kept')
    .addOption(
      new Option('-f, --format <format>', 'the output format')
        .choices(Object.keys(REVIEW_FORMATS))
        .default('terminal'),
    )
    .option('--json', 'the same as --format json')
    .option('--write <folder>', 'also write diff.md, diff.json and diff.sarif there')
    .addOption(
      new Option('--limit <characters>', 'the maximum length of the Markdown')
        .argParser(wholeNumber(1000))
        .default(65_536),
    )
    .option(
      '--full-at <where>',
      'where the complete diff is; the Markdown refers to it where it leaves something out',
    )
    .addHelpText('after', HELP)
    .action(async (before: string | undefined, after: string | undefined, options: DiffOptions) => {
      const review = await reviewOf(before, after, options);
      const { limit, fullAt, write, json, format } = options;
      const markdown = { limit, fullAt };
      if (write !== undefined) writeReview(write, review, markdown);
      process.stdout.write(REVIEW_FORMATS[json === true ? 'json' : format](review, markdown));
      process.exitCode = EXIT_CODES[review.verdict.outcome];
    });
}

const HELP = `
With two folders, compares them. With one folder, compares it with cdktf.out. Without folders, or with --base,
synthesises the commit in a separate worktree and the project here into cdktf.out, and compares those.
With --plan, reads what \`terraform show -json\` wrote of one plan or several.

Exit codes: ${EXIT.done} nothing changes, ${EXIT.changes} something changes, ${EXIT.approval} something changes that a person must approve, ${EXIT.failed} it failed.`;

async function reviewOf(
  before: string | undefined,
  after: string | undefined,
  { base, plan: plans, fresh = false }: DiffOptions,
): Promise<Review> {
  const project = process.cwd();
  refuseIfAny([before, after].flatMap(missingFolder));
  if (plans !== undefined) {
    if (base !== undefined || before !== undefined)
      throw new Failure('--plan takes neither folders nor --base: a plan has both sides');
    return (await compareSynths(project, { plans, side: 'before' }, { plans, side: 'after' })).review;
  }
  if (base === undefined && before !== undefined)
    return (await compareSynths(project, before, after ?? SYNTH_FOLDER)).review;
  if (after !== undefined)
    throw new Failure('--base takes one folder at most: the synth to compare the commit with');

  return (await compareSince(base, { project, env: process.env, head: before, fresh })).review;
}

function missingFolder(path: string | undefined): readonly Finding[] {
  if (path === undefined || existsSync(path)) return [];
  return [
    problem({
      rule: 'review/folder',
      path,
      message: 'must be a folder that was synthesised',
      value: 'no such folder',
      advice: `Compare with a commit by its name: slipway diff --base ${path}`,
    }),
  ];
}
