import { isUtf8 } from 'node:buffer';
import { type Dirent, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Finding, problem } from '../../core/findings';
import type { ContentHashes } from './content-hashes';
import { entryOf } from './context-entry';
import type { IgnoreRules, Verdict } from './ignore-rules';

/** What is sent of a context: path → what it is, and what cannot be sent as it is. */
export interface ContextFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

/** Folders that tools rewrite by themselves, the synth among them: with one in the hash, no two hashes are equal. */
const REWRITTEN: ReadonlySet<string> = new Set(['.git', '.terraform', 'cdktf.out']);

/** Everything in a folder that its ignore rules let through. @param title what findings call the folder. */
export function contextFiles(
  folder: string,
  rules: IgnoreRules,
  title: string,
  hashes: ContentHashes,
): ContextFiles {
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
        const refused = refusalOf(path, isText, entry.isFile() || entry.isSymbolicLink());
        if (refused === undefined) files.set(path, entryOf(`${folder}/${path}`, hashes));
        else findings.set(refused.path, problem({ ...refused, path: posix.join(title, refused.path) }));
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

function refusalOf(path: string, isText: boolean, isFile: boolean): Omit<Finding, 'severity'> | undefined {
  const folders = path.split('/');
  const rewritten = folders.findIndex((folder) => REWRITTEN.has(folder));
  if (rewritten >= 0) {
    return {
      rule: 'image/rewritten-folder',
      path: folders.slice(0, rewritten + 1).join('/'),
      message:
        'must not be sent to the build: it changes without the source, and each change would rebuild the image',
      advice: `Add \`**/${folders[rewritten]}\` to the context's .dockerignore.`,
    };
  }
  if (!isText) {
    return {
      rule: 'image/file-name',
      path,
      message: 'must have a name in UTF-8: two others could not be told apart',
      advice: 'Rename the file, or add it to .dockerignore.',
    };
  }
  if (isFile) return undefined;
  return {
    rule: 'image/file-kind',
    path,
    message: 'must be a file, a folder or a link: sockets, pipes and devices have no content to build from',
    advice: 'Move it out of the context, or add it to .dockerignore.',
  };
}
