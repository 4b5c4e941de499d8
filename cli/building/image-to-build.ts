import { relative, sep } from 'node:path';
import { sourceTag } from '../../constructs/image-build';
import { knownTexts } from '../../constructs/not-secret';
import type { BuiltService, PlannedImage } from '../../model';

/** What a pipeline needs to build and push an image. Paths are relative to the project's folder. */
export interface ImageToBuild {
  readonly service: string;
  /** Who builds it: the stack `images`, or a pipeline. */
  readonly builtBy: 'terraform' | 'ci';
  readonly repository: string;
  /** It belongs to the source: `slipway release` looks for it. */
  readonly tag: string;
  /** `repository:tag`. */
  readonly reference: string;
  readonly sourceHash: string;
  /** The digest that a release holds for this source: it need not be built again. Null where there is none. */
  readonly recorded: string | null;
  readonly context: string;
  /** Relative to the context. */
  readonly dockerfile: string;
  /** Null for the last stage. */
  readonly target: string | null;
  readonly platforms: readonly string[];
  readonly arguments: Readonly<Record<string, string>>;
  /** Secret → the environment variable that holds it. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** What is to be built of a service's source. */
export function imageToBuild(
  { name, props }: BuiltService,
  { build, source, platforms, recorded }: PlannedImage,
): ImageToBuild {
  const tag = sourceTag(source.hash);
  const { value: texts } = knownTexts({ ...build.sharedArguments, ...build.arguments });
  return {
    service: name,
    builtBy: props.image.builtBy ?? 'terraform',
    repository: build.repository,
    tag,
    reference: `${build.repository}:${tag}`,
    sourceHash: source.hash,
    recorded: recorded ?? null,
    context: relative(build.root, build.context).split(sep).join('/') || '.',
    dockerfile: build.dockerfile ?? 'Dockerfile',
    target: build.target ?? null,
    platforms,
    arguments: texts,
    secrets: build.secrets ?? {},
  };
}
