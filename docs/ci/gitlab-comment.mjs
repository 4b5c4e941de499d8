// .gitlab/comment.mjs: posts the result of `diff` on every open merge request, as one note that it keeps up to date.
//
// It runs only on the main branch, and runs no code of a merge request. It reads one text that untrusted code wrote: it
// checks its size and first line, and makes sure that GitLab executes nothing in it.
const { CI_API_V4_URL, CI_PROJECT_ID, COMMENT_TOKEN } = process.env;
const PROJECT = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}`;
const MARKER = /^<!-- slipway diff: [\w ,.-]+ -->$/;
const MOST_CHARACTERS = 65_536;

const me = await (await call(`${CI_API_V4_URL}/user`)).json();
let failed = 0;
for await (const { iid } of listed('/merge_requests?state=opened')) {
  try {
    console.log(`!${iid}: ${await comment(iid)}`);
  } catch (error) {
    failed += 1;
    console.error(`!${iid}: ${error.message}`);
  }
}
if (failed > 0) process.exitCode = 1;

/** Updates the note of one merge request, and returns what it did. */
async function comment(iid) {
  const body = await reviewOf(iid);
  if (body === undefined) return 'no review yet';
  const [marker] = body.split('\n', 1);
  if (body.length > MOST_CHARACTERS || !MARKER.test(marker)) return 'what it has is no review';
  const notes = `/merge_requests/${iid}/notes`;
  for await (const note of listed(`${notes}?sort=asc`)) {
    if (note.author.id !== me.id || !note.body.startsWith(marker)) continue;
    // GitLab trims the end of a note.
    if (note.body.trimEnd() === body.trimEnd()) return 'up to date';
    await call(`${PROJECT}${notes}/${note.id}`, { method: 'PUT', body });
    return 'brought up to date';
  }
  await call(`${PROJECT}${notes}`, { method: 'POST', body });
  return 'commented';
}

/** What the `diff` of its newest pipeline wrote. A fork's pipelines are in the fork, where this token cannot read. */
async function reviewOf(iid) {
  const { head_pipeline: pipeline } = await (await call(`${PROJECT}/merge_requests/${iid}`)).json();
  if (pipeline?.project_id !== Number(CI_PROJECT_ID)) return undefined;
  for await (const { id, name, artifacts_file: artifacts } of listed(`/pipelines/${pipeline.id}/jobs?`)) {
    if (name === 'diff' && artifacts !== undefined && artifacts !== null)
      return harmless(await textOf(`${PROJECT}/jobs/${id}/artifacts/review/diff.md`));
  }
  return undefined;
}

/** GitLab runs lines such as `/approve` with the rights of the note's author, and ignores every `\r`. */
function harmless(text) {
  return text?.replaceAll('\r', '').replace(/^\//gm, ' /');
}

/** The text at the URL, read only up to the limit of a comment; undefined if there is none. */
async function textOf(url) {
  const response = await call(url, { missing: true });
  if (response.status === 404) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MOST_CHARACTERS) break;
  }
  return text;
}

/** All items of a list, page by page. */
async function* listed(path) {
  for (let page = '1'; page !== '';) {
    const response = await call(`${PROJECT}${path}&per_page=100&page=${page}`);
    yield* await response.json();
    page = response.headers.get('x-next-page') ?? '';
  }
}

async function call(url, { method = 'GET', body, missing = false } = {}) {
  const response = await fetch(url, {
    method,
    // Not `PRIVATE-TOKEN`: a redirect to the artifact storage would forward it.
    headers: { Authorization: `Bearer ${COMMENT_TOKEN}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify({ body }) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (response.ok || (missing && response.status === 404)) return response;
  throw new Error(`${method} ${url} answered ${response.status}`);
}
