import { lstatSync, realpathSync } from 'node:fs';
import { isAbsolute, join, posix } from 'node:path';
import { readTextFile } from '../../core/files';
import { type Finding, problem, refuseIfAny } from '../../core/findings';
import { byBytes } from '../../core/text';
import { checkDefinition } from './check-definition';
import { type ContentHashes, readHashes } from './content-hashes';
import { entryOf } from './context-entry';
import { contextFiles } from './context-files';
import { contextOf, ignoreFileOf } from './context-place';
import {
  type BuildOptions,
  checkBuild,
  checkWrittenSecrets,
  declaredIn,
  imagesOf,
  readDockerfile,
} from './dockerfile';
import { IgnoreRules } from './ignore-rules';
import { withRememberedHashes } from './remembered-hashes';
import type { Source } from './source';

/** Where the source of an image is, and what its Dockerfile is judged by. */
export interface SourceProps extends BuildOptions {
  /** The project's folder, absolute. Paths in the output are relative to it. */
  readonly root: string;
  /** The folder that is sent to the build, absolute, inside the root. */
  readonly context: string;
  /** The Dockerfile, relative to the context: `docker/Dockerfile`, or `../docker/api.Dockerfile` beside it. @default 'Dockerfile' */
  readonly dockerfile?: string;
  /** The file that says what runs the image, absolute: it is no part of the image. @default none */
  readonly definition?: string;
}

/** How a source is read. */
export interface ReadOptions {
  /**
   * Whether a file is read again only if its size, times or inode changed since the last time. For what is done often, such as a
   * synth; not for what proves something, such as a release. Needs a folder node_modules to remember in. @default false
   */
  readonly remember?: boolean;
  /** What findings call the options: `services.api.image`. @default 'image' */
  readonly path?: string;
}

/**
 * Reads an image's source: what Docker would send of the context, and what its Dockerfile asks for.
 *
 * Folders count only through their files, and of a file's mode only the owner's executable bit. A repository keeps nothing else,
 * so a fresh checkout gives the same source.
 *
 * @throws InvalidInput with every problem of the folder, the Dockerfile and the ignore file.
 * @see https://docs.docker.com/build/concepts/context/
 * @example
 * const source = readSource({ root: __dirname, context: `${__dirname}/services/api` });
 */
export function readSource(props: SourceProps, options: ReadOptions = {}): Source {
  const context = contextOf(props);
  const folder = join(realpathSync(props.root), context);
  if (options.remember !== true) return sourceIn(folder, context, props, readHashes, options);
  return withRememberedHashes(folder, (hashes) => sourceIn(folder, context, props, hashes, options));
}

function sourceIn(
  folder: string,
  context: string,
  props: SourceProps,
  hashes: ContentHashes,
  { remember = false, path = 'image' }: ReadOptions,
): Source {
  const dockerfile = posix.normalize(props.dockerfile ?? 'Dockerfile');
  const ignoreFile = ignoreFileOf(folder, dockerfile);
  const named = ignoreFile === undefined ? [dockerfile] : [dockerfile, ignoreFile];
  refuseIfAny(named.flatMap((file) => checkNamedFile(folder, file, context)));
  const title = posix.join(context, dockerfile);
  const { text, dockerfile: read } = readDockerfile(
    join(folder, dockerfile),
    title,
    props,
    remember ? folder : undefined,
  );

  const ignoring = posix.join(context, ignoreFile ?? '.dockerignore');
  const { rules, findings } = IgnoreRules.read(
    ignoreFile === undefined ? '' : readTextFile(join(folder, ignoreFile)),
    ignoring,
  );
  const place = { folder, title: context, ignoreFile: ignoreFile ?? '.dockerignore' };
  const sent = contextFiles(place, rules, hashes);
  refuseIfAny([...findings, ...sent.findings]);
  const files = new Map([
    ...sent.files,
    ...named.map((file) => [file, entryOf(join(folder, file), hashes)] as const),
  ]);
  const given = { folder, context, files, ignoring };
  const judged = checkBuild(read, props, given, { file: title, path });
  refuseIfAny(judged.filter(({ severity }) => severity === 'error'));
  return {
    context,
    dockerfile,
    ignoreFile,
    files: Object.fromEntries([...files].sort(([a], [b]) => byBytes(a, b))),
    ...(read === undefined ? {} : { declares: declaredIn(read), takes: imagesOf(read, props) }),
    warnings: [
      ...judged,
      ...checkWrittenSecrets(read, text, title),
      ...checkDefinition(folder, context, props.definition, sent.files, ignoring),
    ],
  };
}

/** The Dockerfile and the ignore file are read by Docker itself, which follows links: one would lead out of the source. */
function checkNamedFile(folder: string, file: string, context: string): readonly Finding[] {
  const whole = join(folder, file);
  const path = isAbsolute(file) ? file : posix.join(context, file);
  const inside = !isAbsolute(file) && path.split('/')[0] !== '..';
  if (
    inside &&
    lstatSync(whole, { throwIfNoEntry: false })?.isFile() === true &&
    realpathSync(whole) === whole
  )
    return [];
  return [
    problem({
      rule: 'image/dockerfile',
      path,
      message: 'must be a file in the project, and not behind a link',
      advice: 'Write the file there, or name another by `dockerfile`, relative to the context.',
    }),
  ];
}
