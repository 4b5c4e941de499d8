#!/usr/bin/env node
'use strict';
// `npm create slipway my-shop -- --environments dev,prod` is `slipway init my-shop --environments dev,prod`.
const { spawnSync } = require('node:child_process');
const { dirname, join } = require('node:path');

const slipway = join(dirname(require.resolve('slipway/package.json')), 'bin', 'slipway.js');
const { status } = spawnSync(process.execPath, [slipway, 'init', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
