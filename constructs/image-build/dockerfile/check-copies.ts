import { posix } from 'node:path';
import { type Finding, nearest, problem } from '../../../core/findings';
import { type ContextCopy, contextCopies, isPattern, matcherOf } from './copy-sources';
import type { Copy } from './dockerfile';
import type { ResolvedStage } from './resolve-dockerfile';

/** What a build is given to copy from. */
interface CopyFrom {
  /** The context's folder, relative to the project's root. */
  readonly context: string;
  /** Path inside the context → what it is, as in a source's `files`. */
  readonly files: ReadonlyMap<string, string>;
  /** Why a path inside the context is not sent, in words: `left out by services/api/.dockerignore`. */
  readonly whyNot: (path: string) => string;
}

/**
 * The sources of COPY, ADD and bind mounts that a build is not given.
 *
 * @param run the stages that the build runs
 * @param path of the Dockerfile, for findings
 */
export function checkCopies(run: readonly ResolvedStage[], path: string, from: CopyFrom): readonly Finding[] {
  const unclear = run.flatMap(({ copies }) => copies).flatMap((copy) => unclearTarget(copy, path));
  const lines = contextCopies(run);
  if (lines.length === 0) return unclear;
  const paths = withFolders(from.files.keys());
  const missed = lines.flatMap(({ line, instruction, sources }) => {
    const at = `${path}:${line}`;
    const absent = sources.filter((source) => !isThere(source, paths, from.files));
    const named = absent.filter((source) => !isPattern(source));
    if (named.length > 0) return named.map((source) => missing(at, instruction, source, paths, from));
    // One that may be missing is often written as a wildcard. All of them are a mistake.
    return absent.length === sources.length ? [nothingMatches(at, instruction, sources)] : [];
  });
  return [...missed, ...unclear];
}

/** Several sources, and a target that is a folder only where the image already has it. */
function unclearTarget({ line, instruction, target }: Copy, path: string): readonly Finding[] {
  if (target === undefined || target === '' || /(?:^|\/)\.{0,2}$/.test(target)) return [];
  return [
    {
      rule: 'image/copy-target',
      severity: 'warning',
      path: `${path}:${line}`,
      message: `should end what several are copied to with a slash: where ${target} is no folder yet, ${instruction} writes each over the one before`,
      value: target,
      advice: `Write ${target}/. The classic builder refuses it otherwise.`,
    },
  ];
}

function withFolders(files: Iterable<string>): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const file of files)
    for (let path = file; path !== '.' && !paths.has(path); path = posix.dirname(path)) paths.add(path);
  return paths;
}

function isThere(source: string, paths: ReadonlySet<string>, files: ReadonlyMap<string, string>): boolean {
  if (source === '' || paths.has(source)) return true;
  if (isPattern(source)) return [...paths].some(matcherOf(source));
  // What is behind a link is found where the link leads: Docker follows it.
  return aboveOf(source).some((path) => files.get(path)?.startsWith('link ') === true);
}

function aboveOf(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  return folders.map((_, index) => folders.slice(0, index + 1).join('/'));
}

function missing(
  path: string,
  instruction: ContextCopy['instruction'],
  source: string,
  paths: ReadonlySet<string>,
  { context, whyNot }: CopyFrom,
): Finding {
  const meant = nearest(source, [...paths]);
  return problem({
    rule: 'image/copy-source',
    path,
    message: `must ${instruction === 'RUN --mount' ? 'mount' : 'copy'} a path that the build is given`,
    value: `${JSON.stringify(source)}, which is ${whyNot(source)}`,
    advice: `${meant === undefined ? '' : `Is ${meant} meant? `}Paths begin at the context, ${context === '.' ? "the project's folder" : context}, and .dockerignore must let them through.`,
  });
}

function nothingMatches(path: string, instruction: string, sources: readonly string[]): Finding {
  return {
    rule: 'image/copy-source',
    severity: 'warning',
    path,
    message: `${instruction === 'RUN --mount' ? 'mounts' : 'copies'} nothing: no file of the build matches`,
    value: sources.join(', '),
    advice:
      'Correct the pattern. The classic builder fails here, and BuildKit builds an image without the files.',
  };
}
