'use strict';
// A process that runs one command of slipway after the other, as command-session.ts asks it to: a process for each would
// cost seconds. Projects in the folder that it was started in
// are loaded again every time.
const { join } = require('node:path');
const { realpathSync } = require('node:fs');

const top = join(__dirname, '../..');
require('../../bin/typescript');
const { run } = require(join(top, 'cli', 'slipway.ts'));
const project = realpathSync(process.cwd());

process.on('message', async ({ args, folder }) => {
  process.chdir(folder);
  for (const file of Object.keys(require.cache)) if (file.startsWith(project)) delete require.cache[file];
  const said = { stdout: '', stderr: '' };
  const real = {};
  for (const name of ['stdout', 'stderr']) {
    real[name] = process[name].write;
    process[name].write = (text) => {
      said[name] += text;
      return true;
    };
  }
  process.exitCode = 0;
  try {
    await run(['node', 'slipway', ...args], '0.0.0');
  } finally {
    for (const name of ['stdout', 'stderr']) process[name].write = real[name];
  }
  process.send({ status: process.exitCode ?? 0, ...said });
  process.exitCode = 0;
});
