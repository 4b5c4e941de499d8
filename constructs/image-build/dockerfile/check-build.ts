import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../../core/findings';
import { knownTexts } from '../../not-secret';
import { checkArguments } from './check-arguments';
import { checkCopiedSecrets } from './check-copied-secrets';
import { checkCopies } from './check-copies';
import { checkImages } from './check-images';
import { checkSecrets } from './check-secrets';
import type { Dockerfile } from './dockerfile';
import { parseDockerfile } from './parse-dockerfile';
import { resolveDockerfile, stageCalled, stagesRun } from './resolve-dockerfile';

/** What a build is asked for, beside its files. */
export interface BuildOptions {
  /** Build arguments, each of which the Dockerfile declares. Never secrets: they stay in the image. @default none */
  readonly arguments?: Readonly<Record<string, string>>;
  /** Build arguments for many images: a Dockerfile may declare them or not. `arguments` wins over them. @default none */
  readonly sharedArguments?: Readonly<Record<string, string>>;
  /** The build stage to stop at, which the Dockerfile must have. @default the last one */
  readonly target?: string;
  /** The platform that is built for: `linux/amd64`. @default 'linux/amd64' */
  readonly platform?: string;
  /**
   * Secrets that RUN lines mount (`--mount=type=secret,id=npm`): id → the environment variable that holds the secret where the
   * image is built. The value is in no state, no plan and no hash. @default none
   * @see https://docs.docker.com/build/building/secrets/
   */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Why images that the Dockerfile takes by their tags need no digest. @default a warning for each of them */
  readonly basesByTag?: string;
}

/** The files that a build is given. */
interface GivenFiles {
  /** The context, absolute. */
  readonly folder: string;
  /** The same, relative to the project's root. */
  readonly context: string;
  readonly files: ReadonlyMap<string, string>;
  /** The ignore file, relative to the project's root. */
  readonly ignoring: string;
}

/**
 * What does not fit between a Dockerfile, the files and the options of its build.
 *
 * @param paths what findings call the Dockerfile, and the options
 */
export function checkBuild(
  dockerfile: Dockerfile | undefined,
  options: BuildOptions,
  given: GivenFiles,
  { file, path }: { readonly file: string; readonly path: string },
): readonly Finding[] {
  if (dockerfile === undefined) return [];
  const { arguments: own = {}, secrets = {} } = options;
  const { stages, run } = resolved(dockerfile, options);
  return [
    ...checkCopies(run, file, { ...given, whyNot: (source) => whyNot(given, source) }),
    ...checkCopiedSecrets(run, file, given),
    ...checkArguments(dockerfile, Object.keys(own), `${path}.arguments`, file),
    ...checkSecrets(run, Object.keys(secrets), `${path}.secrets`, file),
    ...checkImages(
      run,
      stages.flatMap(({ name = [] }) => name),
      file,
      options.basesByTag,
    ),
  ];
}

/** The stages as a build with these options has them, and those of them that it runs. */
function resolved(dockerfile: Dockerfile, options: BuildOptions) {
  const { arguments: own = {}, sharedArguments = {}, target, platform } = options;
  const { value: texts } = knownTexts({ ...sharedArguments, ...own });
  const values = new Map(Object.entries({ ...platformValues(platform), ...texts }));
  const stages = resolveDockerfile(dockerfile, values);
  const last = stages.length - 1;
  const asked = target === undefined ? last : (stageCalled(target, stages, true) ?? last);
  return { stages, run: stagesRun(stages, asked) };
}

/** The images that a build with these options takes: sorted, each once. */
export function imagesIn(text: string, options: BuildOptions): readonly string[] {
  const dockerfile = parseDockerfile(text);
  return dockerfile === undefined ? [] : imagesOf(dockerfile, options);
}

/** The same of a Dockerfile that is read. */
export function imagesOf(dockerfile: Dockerfile, options: BuildOptions): readonly string[] {
  const images = resolved(dockerfile, options).run.flatMap((stage) => stage.images);
  return [...new Set(images.flatMap(({ image = [] }) => image))].sort();
}

function platformValues(platform = 'linux/amd64'): Readonly<Record<string, string>> {
  const [TARGETOS = '', TARGETARCH = '', TARGETVARIANT = ''] = platform.split('/');
  return { TARGETPLATFORM: platform, TARGETOS, TARGETARCH, TARGETVARIANT };
}

function whyNot({ folder, ignoring }: GivenFiles, source: string): string {
  const stats = lstatSync(join(folder, source), { throwIfNoEntry: false });
  if (stats === undefined) return 'missing';
  return stats.isDirectory()
    ? `a folder of which nothing is sent, by ${ignoring} or since it is empty`
    : `left out by ${ignoring}`;
}
