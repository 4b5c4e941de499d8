import { relative, sep } from 'node:path';
import { type Repository, tryGit } from '../../operations/git';
import type { ChangedLine } from '../../review';

/** What is written by a synth or for an editor is the cause of nothing. */
const SOURCES = /\.(ts|js|mjs|cjs|json|ya?ml|py|go|java|cs)$/;
const NOT_SOURCES = /(^|\/)(node_modules|cdktf\.out|dist)\/|package-lock\.json$|(^|\/)__tests__\//;
/** A larger change has no one cause, and reading it would take longer than the comparison. */
const MOST_LINES = 20_000;

/** The lines of a project's sources that differ from a commit; none if git cannot say. */
export async function changedLines(
  repository: Repository,
  commit: string,
  project: string,
): Promise<readonly ChangedLine[]> {
  const folder = relative(repository.top, project).split(sep).join('/');
  const { code, stdout } = await tryGit(repository, [
    ...['diff', '--unified=0', '--no-color', '--no-ext-diff', '--no-renames', '--end-of-options', commit],
    ...['--', folder === '' ? '.' : folder],
  ]);
  return code === 0 ? linesIn(stdout, folder === '' ? '' : `${folder}/`) : [];
}

/** Reads a diff without context. */
export function linesIn(diff: string, prefix = ''): readonly ChangedLine[] {
  const found: ChangedLine[] = [];
  let file: string | undefined;
  let [number, left] = [0, 0];
  for (const line of diff.split('\n')) {
    const isInHunk = left > 0 && /^[+-]/.test(line);
    const header = isInHunk ? null : /^(?:---|\+\+\+) (?:[ab]\/)?(.*)$/.exec(line);
    const hunk = isInHunk ? null : /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (header !== null && header[1] !== '/dev/null') file = sourceOf(header[1] ?? '', prefix);
    if (hunk !== null) {
      number = Math.max(1, Number(hunk[2]));
      left = Number(hunk[1] ?? 1) + Number(hunk[3] ?? 1);
    }
    if (!isInHunk) continue;
    left--;
    if (file !== undefined) found.push({ file, number, text: line.slice(1).trim() });
    if (line.startsWith('+')) number++;
    if (found.length > MOST_LINES) return [];
  }
  return found;
}

function sourceOf(path: string, prefix: string): string | undefined {
  const isOurs = path.startsWith(prefix) && SOURCES.test(path) && !NOT_SOURCES.test(path);
  return isOurs ? path.slice(prefix.length) : undefined;
}
