/** @loads-anew: its errors, dates and promises are of other classes than those of shared modules */
import { join } from 'node:path';
import { unexpected } from '../../cli/terminal/unexpected';

const slipway = join(__dirname, '../..');
const project = '/home/ada/shop';

function failed(...places: readonly string[]): Error {
  const error = new TypeError('x is not a function');
  error.stack = [`TypeError: ${error.message}`, ...places.map((place) => `    at run (${place})`)].join('\n');
  return error;
}

test("an error that the project's code throws points at its line, also where Slipway called it", () => {
  const error = failed(
    'node:internal/modules/cjs/loader:1554:14',
    `${project}/environments/prod.ts:12:5`,
    `${slipway}/stacks/services-stack.ts:30:9`,
    `${project}/main.ts:6:3`,
  );
  expect(unexpected(error, project, {})).toBe(
    [
      'environments/prod.ts:12:5 threw an error: TypeError: x is not a function',
      '  → DEBUG=slipway shows the trace.',
    ].join('\n'),
  );
});

test("an error in a package that the project's code calls points at the project's line", () => {
  const error = failed(`${project}/node_modules/left-pad/index.js:3:1`, `${project}/composition.ts:4:2`);
  expect(unexpected(error, project, {})).toMatch(/^composition\.ts:4:2 threw an error/);
});

test('an error of our own is a defect to report, with the line that called us', () => {
  const error = failed(
    `${project}/node_modules/cdktf/lib/app.js:3:1`,
    `${slipway}/stacks/app.ts:30:9`,
    `${project}/main.ts:6:3`,
  );
  expect(unexpected(error, project, {})).toBe(
    [
      'Slipway failed, called from main.ts:6:3: TypeError: x is not a function',
      '  → This is a defect of Slipway. Please report it, with its trace.',
      '  → DEBUG=slipway shows the trace.',
    ].join('\n'),
  );
});

test('what the file system refuses is no defect: the advice is about the machine', () => {
  const error = Object.assign(failed(`${slipway}/operations/git/commit-files.ts:43:7`), {
    code: 'ENOSPC',
    syscall: 'write',
  });
  expect(unexpected(error, project, {})).toContain('\n  → Free some space, then try again.\n');
});

test('a package.json that is no JSON is no defect of ours', () => {
  const error = new SyntaxError('Error parsing /home/ada/shop/package.json: Unexpected end of JSON input');
  expect(unexpected(error, project, {})).toContain(
    '\n  → Correct the text of that file, or take it from the last commit.\n',
  );
});

test('the trace is shown when it is asked for', () => {
  const error = failed(`${slipway}/stacks/app.ts:30:9`);
  expect(unexpected(error, project, { DEBUG: 'slipway' })).toContain('stacks/app.ts:30:9)');
});

test('what is thrown and is no error is shown with its type', () => {
  expect(unexpected('no such thing', project, {})).toMatch(/^Slipway failed: string no such thing\n/);
});
