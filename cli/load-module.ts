import { createRequire } from 'node:module';
import { isInstalled, packagedPath } from '../core/files';

/** Set while TypeScript is compiled in this process already: by ts-node, or by bin/typescript.js. */
const COMPILERS = [Symbol.for('ts-node.register.instance'), Symbol.for('slipway.typescript')];

/** Loads a file of a project, in TypeScript or JavaScript. It runs the file. */
export function loadModule(file: string, project: string): Readonly<Record<string, unknown>> {
  const load = createRequire(file);
  if (file.endsWith('.ts') && !COMPILERS.some((compiler) => compiler in process))
    startCompiler(load, project);
  return load(file) as Readonly<Record<string, unknown>>;
}

/** As a synth compiles it, whatever the project's tsconfig.json and package.json say; a cdktf app without swc has ts-node. */
function startCompiler(load: NodeJS.Require, project: string): void {
  if (isInstalled('@swc/core', load)) load(packagedPath('bin', 'typescript.js'));
  else (load('ts-node') as TsNode).register({ transpileOnly: true, cwd: project });
}

interface TsNode {
  register(options: object): void;
}
