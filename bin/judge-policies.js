'use strict';
// The process in which a project's own policies judge: judge-policies.js <answer> <project> <synth…>. It is started by
// `slipway check` and `slipway diff`, with nothing of their environment, and with Node's permissions for a few folders.
const { load } = require('./load.js');

const { answerPolicies } = load('cli/reviewing/answer-policies');
// A compiler may be a native addon, which is loaded by now. Another one would be free of Node's permissions; and a signal makes
// any Node process of the same user open its debugger, its environment included.
for (const name of ['dlopen', 'kill', '_kill', '_debugProcess'])
  Object.defineProperty(process, name, {
    configurable: false,
    value: () => {
      throw new Error(`a policy has no process.${name}`);
    },
  });

const [, , answer, project, ...synths] = process.argv;
answerPolicies(answer, project, synths);
