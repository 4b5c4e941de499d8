import { isUtf8 } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Finding, problem } from '../../core/findings';
import { entryOf } from './context-entry';
import type { IgnoreRules, Verdict } from './ignore-rules';

/** What is sent of a context: path → what it is, and what cannot be sent as it is. */
export interface ContextFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

/** Folders that tools rewrite by themselves, the synth among them: with one in the hash, no two hashes are equal. */
const REWRITTEN: ReadonlySet<string> = new Set(['.git', '.terraform', 'cdktf.out']);

/** Everything in a folder that its ignore rules let through. @param name what findings call the folder. */
export function contextFiles(folder: string, rules: IgnoreRules, name: string): ContextFiles {
  const files = new Map<string, string>();
  const findings = new Map<string, Finding>();
  walk('', undefined);
  return { files, findings: [...findings.values()] };

  function walk(inside: string, above: Verdict | undefined): void {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true, encoding: 'buffer' })) {
      const path = posix.join(inside, entry.name.toString());
      const verdict = rules.judge(path, above);
      if (entry.isDirectory()) {
        if (!verdict.ignored || rules.reachInto(path)) walk(path, verdict);
      } else if (!verdict.ignored) {
        const refused = refusalOf(path, entry.name, entry.isFile() || entry.isSymbolicLink());
        if (refused === undefined) files.set(path, entryOf(join(folder, path)));
        else findings.set(refused.path, problem({ ...refused, path: posix.join(name, refused.path) }));
      }
    }
  }
}

function refusalOf(path: string, name: Buffer, isFile: boolean): Omit<Finding, 'severity'> | undefined {
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
  if (!isUtf8(name)) {
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
