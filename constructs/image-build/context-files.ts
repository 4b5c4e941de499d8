import { isUtf8 } from 'node:buffer';
import { type Dirent, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Finding, problem } from '../../core/findings';
import type { ContentHashes } from './content-hashes';
import { entryOf } from './context-entry';
import type { IgnoreRules, Verdict } from './ignore-rules';
import { ownFiles } from './own-files';

/** What is sent of a context: path → what it is, and what cannot be sent as it is. */
interface ContextFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

/** A context on this machine. */
interface ContextFolder {
  /** Absolute. */
  readonly folder: string;
  /** Relative to the project's root: what findings call it. */
  readonly title: string;
  /** The file with its rules, relative to it; `.dockerignore` where there is none yet. */
  readonly ignoreFile: string;
}

/** Everything in a folder that its ignore rules let through. */
export function contextFiles(
  context: ContextFolder,
  rules: IgnoreRules,
  hashes: ContentHashes,
): ContextFiles {
  const { folder } = context;
  const files = new Map<string, string>();
  const findings = new Map<string, Finding>();
  walk('', undefined);
  return { files, findings: [...findings.values()] };

  function walk(inside: string, above: Verdict | undefined): void {
    for (const { entry, name, isText } of entriesIn(join(folder, inside))) {
      const path = inside === '' ? name : `${inside}/${name}`;
      const verdict = rules.judge(path, above);
      if (entry.isDirectory()) {
        if (!verdict.ignored || rules.reachInto(path)) walk(path, verdict);
      } else if (!verdict.ignored) {
        const refused = refusalOf(context, path, isText, entry.isFile() || entry.isSymbolicLink());
        if (refused === undefined) files.set(path, entryOf(`${folder}/${path}`, hashes));
        // What one line of the ignore file leaves out is one finding.
        else if (!findings.has(refused.advice)) findings.set(refused.advice, problem(refused));
      }
    }
  }
}

/** What is directly in a folder, each with its name and whether that is a text. Names are read as bytes only where one may not be. */
function entriesIn(
  folder: string,
): readonly { readonly entry: Dirent | Dirent<Buffer>; readonly name: string; readonly isText: boolean }[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes('\ufffd')))
    return entries.map((entry) => ({ entry, name: entry.name, isText: true }));
  return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }).map((entry) => ({
    entry,
    name: entry.name.toString(),
    isText: isUtf8(entry.name),
  }));
}

function refusalOf(
  { title, ignoreFile }: ContextFolder,
  path: string,
  isText: boolean,
  isFile: boolean,
): Omit<Finding, 'severity'> | undefined {
  const ignoring = posix.join(title, ignoreFile);
  const own = ownFiles(title, path);
  if (own !== undefined) {
    return {
      rule: 'image/rewritten',
      path: posix.join(title, own.path),
      message: `must not be sent to the build: ${own.because}`,
      advice: `Add the line \`${own.line}\` to ${ignoring}.`,
    };
  }
  if (!isText) {
    return {
      rule: 'image/file-name',
      path: posix.join(title, path),
      message: 'must have a name in UTF-8: two others could not be told apart',
      advice: `Rename ${path}, or add it to ${ignoring}.`,
    };
  }
  if (isFile) return undefined;
  return {
    rule: 'image/file-kind',
    path: posix.join(title, path),
    message: 'must be a file, a folder or a link: sockets, pipes and devices have no content to build from',
    advice: `Move ${path} out of the context, or add it to ${ignoring}.`,
  };
}
