import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const text = (name: string): string => readFileSync(join(__dirname, '../../docs/ci', name), 'utf8');
const workflow = (name: string): any => parse(text(name));

/** Every step of every job of a GitHub workflow. */
function stepsOf(name: string): readonly any[] {
  return Object.values(workflow(name).jobs as Record<string, any>).flatMap(({ steps }) => steps);
}

describe("GitHub: the job that runs a stranger's code holds nothing", () => {
  test('it may read, and is told no secret', () => {
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

  test('the one that comments checks nothing out and runs no program', () => {
    const { on, permissions } = workflow('github-comment.yml');
    expect(Object.keys(on)).toEqual(['workflow_run']);
    expect(permissions).toEqual({});
    expect(stepsOf('github-comment.yml').map(({ uses, run }) => [uses.split('@')[0], run])).toEqual([
      ['actions/download-artifact', undefined],
      ['actions/github-script', undefined],
    ]);
  });

  test('no text of an event is put into a script', () => {
    for (const name of ['github-review.yml', 'github-comment.yml'])
      for (const { run, with: inputs } of stepsOf(name))
        expect(`${run ?? ''}${inputs?.script ?? ''}`).not.toContain('${{');
  });
});

test("GitLab: the job that comments gets none of the merge request's code, and the one that runs it no token", () => {
  const { comment, diff } = workflow('gitlab-ci.yml');
  expect(comment.variables.GIT_STRATEGY).toBe('none');
  expect(comment.script.join('\n')).not.toMatch(/npm|npx|node /);
  expect(JSON.stringify(diff)).not.toContain('TOKEN');
});

test('Jenkins: no stage is given credentials', () => {
  expect(text('Jenkinsfile')).not.toMatch(/withCredentials|credentials\(/);
});
