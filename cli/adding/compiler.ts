import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as TypeScript from 'typescript';

/** TypeScript's compiler, as far as sources are read with it: no types are checked here. */
export type Compiler = typeof TypeScript;

/** The project's own TypeScript, or the one beside Slipway; undefined where neither has the interface that is used here. */
export function compilerOf(folder: string): Compiler | undefined {
  for (const from of [join(folder, 'package.json'), __filename]) {
    try {
      const compiler = createRequire(from)('typescript') as Partial<Compiler>;
      if (compiler.createSourceFile !== undefined) return compiler as Compiler;
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}
