import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const text = (name: string): string => readFileSync(join(__dirname, '../../docs/ci', name), 'utf8');
const workflow = (name: string): any => parse(text(name));

/** Every step of every job of a GitHub workflow. */
function stepsOf(name: string): readonly any[] {
  return Object.values(workflow(name).jobs as Record<string, any>).flatMap(({ steps }) => steps);
}

describe('GitHub: the job that runs untrusted code has no credentials', () => {
  test('it has read access only, and gets no secret', () => {
    const { permissions, jobs, on } = workflow('github-review.yml');
    expect(permissions).toEqual({ contents: 'read' });
    expect(
      Object.values(jobs as Record<string, any>).map((job) => [job.permissions, job.environment]),
    ).toEqual(Object.keys(jobs).map(() => [undefined, undefined]));
    expect(Object.keys(on)).toEqual(['pull_request']);
    expect(text('github-review.yml')).not.toMatch(/secrets\.|github\.token/);
  });

  test('no checkout leaves the token behind', () => {
    const checkouts = stepsOf('github-review.yml').filter(({ uses }) =>
      uses?.startsWith('actions/checkout@'),
    );
    expect(checkouts.length).toBeGreaterThan(0);
    for (const { with: inputs } of checkouts) expect(inputs['persist-credentials']).toBe(false);
  });

  test('the job that comments checks out nothing, runs no program, and pins the actions that get its token', () => {
    const { on, permissions } = workflow('github-comment.yml');
    expect(Object.keys(on)).toEqual(['workflow_run']);
    expect(permissions).toEqual({});
    expect(
      stepsOf('github-comment.yml').map(({ uses, run }) => [uses.replace(/@[0-9a-f]{40}$/, ''), run]),
    ).toEqual([
      ['actions/download-artifact', undefined],
      ['actions/github-script', undefined],
    ]);
  });

  test('no text of an event is inserted into a script', () => {
    for (const name of ['github-review.yml', 'github-comment.yml'])
      for (const { run, with: inputs } of stepsOf(name))
        expect(`${run ?? ''}${inputs?.script ?? ''}`).not.toContain('${{');
  });
});

describe('GitLab: code from a merge request gets no token', () => {
  const { comment, workflow: when, ...jobs } = workflow('gitlab-ci.yml');
  const onMain = '$CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';

  test('the job that comments is only in the pipeline of the main branch', () => {
    expect(comment.rules).toEqual([{ if: onMain }]);
    expect(JSON.stringify(jobs)).not.toContain('TOKEN');
    expect(when.rules).toHaveLength(2);
  });

  test("every other job is only in the merge request's pipeline", () => {
    const rules = ['test', 'images', 'diff', 'approval'].map((name) => jobs[jobs[name].extends].rules);
    expect(new Set(rules.map((rule) => JSON.stringify(rule)))).toEqual(
      new Set([JSON.stringify([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }])]),
    );
  });

  test.each([
    ['nothing that a person must approve', '2', '', 0],
    ['what needs approval', '3', 'bug,not-approved-changes', 1],
    ['what was approved', '3', 'bug,approved-changes', 0],
  ])('the gate passes or blocks %s', (_what, code, labels, status) => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-gate-'));
    try {
      mkdirSync(join(folder, 'review'));
      writeFileSync(join(folder, 'review', 'code'), `${code}\n`);
      const script = ['set -eu', ...jobs.approval.script].join('\n');
      const env = { ...process.env, CI_MERGE_REQUEST_LABELS: labels };
      expect(spawnSync('sh', ['-c', script], { cwd: folder, env }).status).toBe(status);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test('Jenkins: no stage gets credentials', () => {
  expect(text('Jenkinsfile')).not.toMatch(/withCredentials|credentials\(/);
});

test.each(['github-review.yml', 'gitlab-ci.yml', 'Jenkinsfile'])(
  '%s runs the Slipway of the project, and fetches none where a branch drops it',
  (name) => {
    expect(text(name).match(/npx .*?slipway/g)).toEqual(['npx --no slipway']);
  },
);
