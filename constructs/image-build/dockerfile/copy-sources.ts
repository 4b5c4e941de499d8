import { posix } from 'node:path';
import { ignorePattern } from '../ignore-pattern';
import type { ResolvedStage } from './resolve-dockerfile';

/** A line that takes files of the context, and the paths inside the context that it names. */
export interface ContextCopy {
  readonly line: number;
  readonly instruction: 'COPY' | 'ADD' | 'RUN --mount';
  readonly sources: readonly string[];
}

/** Every COPY, ADD and bind mount of these stages that names something in the context. */
export function contextCopies(run: readonly ResolvedStage[]): readonly ContextCopy[] {
  return run
    .flatMap(({ copies, mounts }): readonly ContextCopy[] => [
      ...copies.filter((copy) => copy.from === undefined),
      ...mounts
        .filter(({ type, options }) => type === 'bind' && options['from'] === undefined)
        .map(({ line, options }) => ({
          line,
          instruction: 'RUN --mount' as const,
          sources: [options['source'] ?? options['src'] ?? '/'],
        })),
    ])
    .map(({ line, instruction, sources }) => ({
      line,
      instruction,
      sources: sources.filter((source) => !isElsewhere(source)).map(insideContext),
    }))
    .filter(({ sources }) => sources.length > 0);
}

/** An address, a repository, or what a variable says that nothing is known of. */
function isElsewhere(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(source) || /^git@|\.git(?:#|$)/.test(source) || source.includes('$');
}

/** Docker takes the context for the root of all paths. */
function insideContext(source: string): string {
  return posix.normalize(`/${source}`).replace(/^\/|\/$/g, '');
}

/** Whether a source is a pattern. */
export function isPattern(source: string): boolean {
  return /[*?[]/.test(source);
}

/** Which paths a pattern matches; all of them where it is not one that Docker takes, which says so itself, and better. */
export function matcherOf(pattern: string): (path: string) => boolean {
  try {
    const read = ignorePattern(pattern);
    return (path) => read === undefined || read.matches(path);
  } catch (error) {
    if (error instanceof SyntaxError) return () => true;
    throw error;
  }
}
