#!/usr/bin/env -S node -C slipway-source
'use strict';
const { load } = require('./load.js');

void load('cli/slipway')
  .run(process.argv, require('../package.json').version)
  .then(() => load('cli/terminal/index').endProcess());
