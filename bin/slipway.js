#!/usr/bin/env -S node -C slipway-source
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

// In a checkout of Slipway itself the sources run as they are, compiled by swc, which takes a fifth of the time of tsc; a
// package holds the built files.
const built = join(__dirname, '..', 'dist', 'cli', 'slipway.js');
const source = join(__dirname, '..', 'cli', 'slipway.ts');
if (existsSync(source))
  require('ts-node').register({ transpileOnly: true, swc: true, cwd: join(__dirname, '..') });

void require(existsSync(source) ? source : built).run(process.argv, require('../package.json').version);
