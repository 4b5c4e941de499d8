'use strict';
// The process in which a project's own policies judge: judge-policies.js <answer> <project> <synth…>. It is started by
// `slipway check` and `slipway diff`, with nothing of their environment.
const { load } = require('./load.js');

const [, , answer, project, ...synths] = process.argv;
load('cli/reviewing/answer-policies').answerPolicies(answer, project, synths);
