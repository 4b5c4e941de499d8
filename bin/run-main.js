'use strict';
// Runs main.ts. What it imports may be refused while it is loaded, before main.ts itself can report anything.
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');
require('./typescript');
const { load } = require('./load');
const { endOnceReported, reportProblems } = load('cli/terminal/index');

void reportProblems(() => {
  const file = resolve('main.ts');
  if (existsSync(file)) return require(file);
  const { InvalidInput, problem } = load('core/findings/index');
  throw new InvalidInput([
    problem({
      rule: 'cli/main',
      path: file,
      message: 'must be there: it synthesises what the project composes',
      value: 'no such file',
      advice: 'Run the command in the folder of a project; `npx slipway init` writes one.',
    }),
  ]);
}).then(endOnceReported);
