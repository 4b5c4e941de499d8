import { createRequire } from 'node:module';

/** Set while TypeScript is compiled in this process already: by ts-node, or, in a checkout of Slipway, by bin/typescript.js. */
const COMPILERS = [Symbol.for('ts-node.register.instance'), Symbol.for('slipway.typescript')];

/** Loads a file of a project, in TypeScript or JavaScript. It runs the file. */
export function loadModule(file: string, project: string): Readonly<Record<string, unknown>> {
  const load = createRequire(file);
  if (file.endsWith('.ts') && !COMPILERS.some((compiler) => compiler in process))
    (load('ts-node') as { register(options: object): void }).register({ transpileOnly: true, cwd: project });
  return load(file) as Readonly<Record<string, unknown>>;
}
