import { createRequire } from 'node:module';

/** Set while ts-node already compiles TypeScript in this process, as it does in a checkout of Slipway. */
const TS_NODE = Symbol.for('ts-node.register.instance');

/** Loads a file of a project, in TypeScript or JavaScript. It runs the file. */
export function loadModule(file: string, project: string): Readonly<Record<string, unknown>> {
  const load = createRequire(file);
  if (file.endsWith('.ts') && !(TS_NODE in process))
    (load('ts-node') as { register(options: object): void }).register({ transpileOnly: true, cwd: project });
  return load(file) as Readonly<Record<string, unknown>>;
}
