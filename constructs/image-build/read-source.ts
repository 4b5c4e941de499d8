import { lstatSync, realpathSync } from 'node:fs';
import { isAbsolute, join, posix, relative } from 'node:path';
import { readTextFile } from '../../core/files';
import { type Finding, InvalidInput, problem, refuseIfAny } from '../../core/findings';
import { byBytes } from '../../core/text';
import { type ContentHashes, readHashes } from './content-hashes';
import { entryOf } from './context-entry';
import { contextFiles } from './context-files';
import { checkDockerfile } from './dockerfile';
import { IgnoreRules } from './ignore-rules';
import { withRememberedHashes } from './remembered-hashes';
import type { Source } from './source';

/** Where the source of an image is. */
export interface SourceProps {
  /** The project's folder, absolute. Paths in the output are relative to it. */
  readonly root: string;
  /** The folder that is sent to the build, absolute, inside the root. */
  readonly context: string;
  /** The Dockerfile, relative to the context. @default 'Dockerfile' */
  readonly dockerfile?: string;
  /** The stage that is built, which the Dockerfile must have. @default the last one */
  readonly target?: string;
}

/**
 * Reads an image's source: what Docker would send of the context.
 *
 * Folders count only through their files, and of a file's mode only the owner's executable bit. A repository keeps nothing else,
 * so a fresh checkout gives the same source.
 *
 * @param options.remember Whether a file is read again only if its size, times or inode changed since the last time. For what is
 * done often, such as a synth; not for what proves something, such as a release. Needs a folder node_modules to remember in.
 * @default false
 * @throws InvalidInput with every problem of the folder, the Dockerfile and the ignore file.
 * @see https://docs.docker.com/build/concepts/context/
 * @example
 * const source = readSource({ root: __dirname, context: `${__dirname}/services/api` });
 */
export function readSource(
  props: SourceProps,
  { remember = false }: { readonly remember?: boolean } = {},
): Source {
  const context = contextOf(props);
  const folder = join(realpathSync(props.root), context);
  if (!remember) return sourceIn(folder, context, props, readHashes);
  return withRememberedHashes(folder, (hashes) => sourceIn(folder, context, props, hashes));
}

function sourceIn(folder: string, context: string, props: SourceProps, hashes: ContentHashes): Source {
  const dockerfile = posix.normalize(props.dockerfile ?? 'Dockerfile');
  const ignoreFile = ignoreFileOf(folder, dockerfile);
  const named = ignoreFile === undefined ? [dockerfile] : [dockerfile, ignoreFile];
  refuseIfAny(named.flatMap((file) => checkNamedFile(folder, file, context)));
  refuseIfAny(checkDockerfile(join(folder, dockerfile), posix.join(context, dockerfile), props.target));

  const { rules, findings } = IgnoreRules.read(
    ignoreFile === undefined ? '' : readTextFile(join(folder, ignoreFile)),
    posix.join(context, ignoreFile ?? ''),
  );
  const sent = contextFiles(folder, rules, context, hashes);
  refuseIfAny([...findings, ...sent.findings]);
  const files = new Map([
    ...sent.files,
    ...named.map((file) => [file, entryOf(join(folder, file), hashes)] as const),
  ]);
  return {
    context,
    dockerfile,
    ignoreFile,
    files: Object.fromEntries([...files].sort(([a], [b]) => byBytes(a, b))),
  };
}

/** BuildKit prefers rules that belong to one Dockerfile. */
function ignoreFileOf(folder: string, dockerfile: string): string | undefined {
  return [`${dockerfile}.dockerignore`, '.dockerignore'].find(
    (file) => lstatSync(join(folder, file), { throwIfNoEntry: false }) !== undefined,
  );
}

function contextOf({ root, context }: SourceProps): string {
  const given = relative(root, context) || '.';
  const refuse = (message: string, advice: string): never => {
    throw new InvalidInput([problem({ rule: 'image/context', path: given, message, advice })]);
  };
  if (lstatSync(context, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return refuse(
      'must be a folder that exists, and no link to one',
      'Give the folder that holds the Dockerfile.',
    );
  }
  const path = relative(realpathSync(root), realpathSync(context)) || '.';
  if (path.split('/')[0] === '..' || isAbsolute(path)) {
    return refuse(
      "must lie in the project's root",
      'Move the source into the project: what lies outside differs between checkouts.',
    );
  }
  return path;
}

/** The Dockerfile and the ignore file are read by Docker itself, which follows links: one would lead out of the source. */
function checkNamedFile(folder: string, file: string, context: string): readonly Finding[] {
  const whole = join(folder, file);
  const inside = !isAbsolute(file) && file.split('/')[0] !== '..';
  if (
    inside &&
    lstatSync(whole, { throwIfNoEntry: false })?.isFile() === true &&
    realpathSync(whole) === whole
  )
    return [];
  return [
    problem({
      rule: 'image/dockerfile',
      path: isAbsolute(file) ? file : posix.join(context, file),
      message: 'must be a file in the context, and not behind a link',
      advice: 'Write the file there, or name another by `dockerfile`, relative to the context.',
    }),
  ];
}
