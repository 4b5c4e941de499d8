import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What actions/github-script does with the script of docs/ci/github-comment.yml. */
const { jobs } = parse(readFileSync(join(__dirname, '../../docs/ci/github-comment.yml'), 'utf8'));
const script: string = jobs.comment.steps[1].with.script;
const AsyncFunction = Object.getPrototypeOf(async () => Promise.resolve()).constructor;
const comment = new AsyncFunction('github', 'context', 'core', 'require', script);

const MARKER = '<!-- slipway diff: shop dev,prod -->';
const REVIEW = `${MARKER}\n### shop: nothing changes\n`;
const RUN = {
  head_repository: { id: 7, owner: { login: 'mallory' } },
  head_branch: 'change',
  head_sha: 'abc',
};
const PULL = { number: 12, head: { sha: 'abc', repo: { id: 7 } } };
const BOT = { login: 'github-actions[bot]' };

interface World {
  readonly pulls?: readonly object[];
  readonly comments?: readonly object[];
  readonly run?: object;
}

let folder: string;
const before = process.cwd();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-github-comment-'));
  mkdirSync(join(folder, 'review'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

/** What the script asks of GitHub, and tells the reader of the run. */
async function run({ pulls = [PULL], comments = [], run: workflowRun = RUN }: World = {}) {
  const did: unknown[] = [];
  const note = (what: string) => (argument: unknown) => {
    did.push([what, argument]);
  };
  const wrote = (what: (request: any) => unknown) => (request: any) => {
    did.push(what(request));
    return Promise.resolve();
  };
  const github = {
    rest: {
      pulls: { list: () => Promise.resolve({ data: pulls }) },
      issues: {
        listComments: 'comments',
        createComment: wrote(({ issue_number, body }) => ['create', issue_number, body]),
        updateComment: wrote(({ comment_id, body }) => ['update', comment_id, body]),
      },
    },
    paginate: () => Promise.resolve(comments),
  };
  const context = { repo: { owner: 'team', repo: 'shop' }, payload: { workflow_run: workflowRun } };
  const core = { notice: note('notice'), setFailed: note('failed') };
  await comment(github, context, core, createRequire(__filename));
  return did;
}

const write = (review: string) => {
  writeFileSync('review/diff.md', review);
};

test('the first review becomes a comment on the pull request of the commit that was reviewed', async () => {
  write(REVIEW);
  const other = { number: 11, head: { sha: 'abc', repo: { id: 8 } } };
  const moved = { number: 10, head: { sha: 'def', repo: { id: 7 } } };
  expect(await run({ pulls: [moved, other, PULL] })).toEqual([['create', 12, REVIEW]]);
});

test("the next review replaces it; other people's comments are left alone", async () => {
  write(REVIEW);
  const comments = [
    { id: 1, user: { login: 'mallory' }, body: REVIEW },
    { id: 2, user: null, body: REVIEW },
    { id: 3, user: BOT, body: 'of another workflow' },
    { id: 4, user: BOT, body: `${MARKER}\nbefore` },
  ];
  expect(await run({ comments })).toEqual([['update', 4, REVIEW]]);
});

test('the same review changes nothing', async () => {
  write(REVIEW);
  expect(await run({ comments: [{ id: 4, user: BOT, body: REVIEW }] })).toEqual([]);
});

test.each([
  ['has moved on', { pulls: [{ ...PULL, head: { ...PULL.head, sha: 'def' } }] }],
  ['is closed', { pulls: [] }],
  ['came from a deleted fork', { run: { ...RUN, head_repository: null } }],
])('a pull request that %s gets no comment', async (_what, world) => {
  write(REVIEW);
  expect(await run(world)).toEqual([['notice', expect.stringContaining('moved on')]]);
});

test('a run without a review is not an error', async () => {
  expect(await run()).toEqual([['notice', 'The run has left no review.']]);
});

test.each([
  [
    'no marker',
    () => {
      write('### Approved by security');
    },
  ],
  [
    'a marker that is not alone',
    () => {
      write(`${MARKER} <img>\n`);
    },
  ],
  [
    'more than a comment holds',
    () => {
      write(REVIEW.padEnd(65_537, 'x'));
    },
  ],
  [
    'what would fill the memory',
    () => {
      write(REVIEW);
      truncateSync('review/diff.md', 3 * 2 ** 30);
    },
  ],
  [
    'a link to something of the runner',
    () => {
      writeFileSync('secret', REVIEW);
      symlinkSync('../secret', 'review/diff.md');
    },
  ],
  [
    'a folder',
    () => {
      mkdirSync('review/diff.md');
    },
  ],
])('an artifact with %s is refused', async (_what, prepare) => {
  prepare();
  expect(await run()).toEqual([['failed', 'This is no review.']]);
});
