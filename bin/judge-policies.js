'use strict';
// The process in which a project's own policies judge: judge-policies.js <answer> <project> <source of a synth, in JSON…>. It is
// started by `slipway check` and `slipway diff`, with nothing of their environment, and with Node's permissions for a few folders.
const { load } = require('./load.js');

const [, , answer, project, ...synths] = process.argv;
const { answerPolicies } = load('cli/reviewing/answer-policies');
loadCompiler();

// A native addon would be free of Node's permissions; and a signal makes any Node process of the same user open its debugger,
// its environment included.
for (const name of ['dlopen', 'kill', '_kill', '_debugProcess'])
  Object.defineProperty(process, name, {
    configurable: false,
    value: () => {
      throw new Error(`a policy has no process.${name}`);
    },
  });

answerPolicies(answer, project, synths);
// What a policy left open would keep this from ending.
process.exit();

/** swc is a native addon, and compiles policies where a project has it: it is loaded before that is forbidden. */
function loadCompiler() {
  try {
    require(require.resolve('@swc/core', { paths: [project, __dirname] }));
  } catch {
    // ts-node has TypeScript's own compiler.
  }
}
