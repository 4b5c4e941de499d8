'use strict';
// Runs main.ts. What it imports may be refused while it is loaded, before main.ts itself can report anything.
const { resolve } = require('node:path');
require('./typescript');
const { reportProblems } = require('./load').load('cli/terminal/index');

void reportProblems(() => require(resolve('main.ts')));
