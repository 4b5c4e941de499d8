import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '../../docs/ci/gitlab-comment.mjs');
const MARKER = '<!-- slipway diff: shop dev,prod -->';
const REVIEW = `${MARKER}\n### shop: nothing changes\n`;
const BOT = { id: 99 };

interface Note {
  readonly id: number;
  readonly author: { readonly id: number };
  readonly body: string;
}

/** One merge request, as GitLab's API tells of it. */
interface World {
  readonly review?: string;
  readonly notes?: readonly Note[];
  /** Where its pipeline ran: 5 is the project itself. */
  readonly ranIn?: number | null;
  /** The name of the job that left the artifact. */
  readonly job?: string;
}

let server: Server;
let world: World;
let writes: { method: string; path: string; body: string }[];
let seen: { elsewhere: string | undefined };

beforeEach(async () => {
  writes = [];
  seen = { elsewhere: undefined };
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { status = 200, headers = {}, json } = answer(request, body);
      response.writeHead(status, headers);
      response.end(typeof json === 'string' ? json : JSON.stringify(json));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.close();
  await once(server, 'close');
});

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
}

function answer(request: IncomingMessage, body: string): Answer {
  const url = new URL(request.url ?? '', 'http://localhost');
  const path = url.pathname.replace('/api/v4', '').replace('/projects/5', '');
  const { review, notes = [], ranIn = 5, job = 'diff' } = world;
  // Artifacts are kept elsewhere, as in most installations of GitLab.
  if (path === '/elsewhere') {
    seen.elsewhere = JSON.stringify(request.headers);
    return review === undefined ? { status: 404 } : { json: review };
  }
  if (request.headers.authorization !== 'Bearer glpat-zq') return { status: 401 };
  if (request.method !== 'GET') {
    writes.push({ method: request.method ?? '', path, body: JSON.parse(body).body });
    return { status: 201, json: {} };
  }
  const answers: Record<string, () => Answer> = {
    '/user': () => ({ json: BOT }),
    '/merge_requests': () => ({ json: [{ iid: 3 }] }),
    '/merge_requests/3': () => ({
      json: { head_pipeline: ranIn === null ? null : { id: 8, project_id: ranIn } },
    }),
    '/pipelines/8/jobs': () => ({
      json: [
        { id: 20, name: 'test' },
        { id: 21, name: job, artifacts_file: { filename: 'artifacts.zip' } },
      ],
    }),
    '/jobs/21/artifacts/review/diff.md': () => ({
      status: 302,
      headers: { location: `http://localhost:${portOf(server)}/elsewhere` },
    }),
    '/merge_requests/3/notes': () => page(notes, url.searchParams),
  };
  return answers[path]?.() ?? { status: 404 };
}

/** Pages as long as GitLab gives at most. */
function page(all: readonly unknown[], query: URLSearchParams): Answer {
  const [size, number] = [Math.min(100, Number(query.get('per_page') ?? 20)), Number(query.get('page') ?? 1)];
  const next = number * size < all.length ? String(number + 1) : '';
  return { headers: { 'x-next-page': next }, json: all.slice((number - 1) * size, number * size) };
}

function portOf(listening: Server): number {
  return (listening.address() as AddressInfo).port;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** What the script wrote to GitLab, and printed. */
async function run(given: World) {
  world = given;
  const env = {
    PATH: process.env['PATH'],
    CI_API_V4_URL: `http://127.0.0.1:${portOf(server)}/api/v4`,
    CI_PROJECT_ID: '5',
    COMMENT_TOKEN: 'glpat-zq',
  };
  const child = spawn(process.execPath, [SCRIPT], { env, timeout: 20_000 });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const [code] = (await once(child, 'close')) as [number];
  return { code, output, writes };
}

const note = (id: number, author: number, body: string): Note => ({ id, author: { id: author }, body });

test('the first review becomes a note, and the token is only sent to GitLab', async () => {
  expect(await run({ review: REVIEW })).toMatchObject({
    code: 0,
    writes: [{ method: 'POST', path: '/merge_requests/3/notes', body: REVIEW }],
  });
  expect(seen.elsewhere).toContain('"host"');
  expect(seen.elsewhere).not.toContain('glpat-zq');
});

test("the next review replaces it, even after many notes; other people's notes are left alone", async () => {
  const others = Array.from({ length: 150 }, (_, index) => note(index, 1, REVIEW));
  const notes = [...others, note(200, BOT.id, 'something else'), note(201, BOT.id, `${MARKER}\nbefore`)];
  expect((await run({ review: REVIEW, notes })).writes).toEqual([
    { method: 'PUT', path: '/merge_requests/3/notes/201', body: REVIEW },
  ]);
});

test('the same review changes nothing, although GitLab removes `\\r` and trailing blanks', async () => {
  const { code, writes: written } = await run({
    review: `${REVIEW}a\r\nb\n`,
    notes: [note(1, BOT.id, `${REVIEW}a\nb`)],
  });
  expect({ code, written }).toEqual({ code: 0, written: [] });
});

test('no line of the note is a GitLab command', async () => {
  const review = `${REVIEW}/approve\n\`\`\`\`diff\n/merge\n\`\`\`\`\n\r/label ~approved-changes\n<!--\n/close\n-->\na /b\n`;
  const [written] = (await run({ review })).writes;
  expect(written?.body.match(/^\s*\/.*/gm)).toHaveLength(4);
  // As GitLab reads it: every `\r` is passed over first.
  expect(written?.body.replaceAll('\r', '')).not.toMatch(/^\//m);
  expect(written?.body).toContain('a /b');
});

test.each<[string, World]>([
  ['has no marker', { review: '### Approved by security\n' }],
  ['has more on the line of its marker', { review: `${MARKER} <img>\n` }],
  ['is longer than a comment holds', { review: REVIEW.padEnd(70_000, 'x') }],
  ['is missing', {}],
  ["is a fork's", { review: REVIEW, ranIn: 6 }],
  ['comes from another job', { review: REVIEW, job: 'other' }],
  ['has no pipeline yet', { review: REVIEW, ranIn: null }],
])('a review that %s is not posted', async (_what, given) => {
  expect(await run(given)).toMatchObject({ code: 0, writes: [] });
});
