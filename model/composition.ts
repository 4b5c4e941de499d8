import type { PoolSpec } from '../constructs/vm-pool';
import { type Digest, readSource, type SourceHash, sourceHash } from '../constructs/image-build';
import { type Finding, InvalidInput, unreadable } from '../core/findings';
import { Placements } from '../placement';
import { recordedDigest, type Releases } from '../promotion';
import type { DeclaredEnvironment, Environment, Pool } from './environment';
import { type BuiltService, builtServices, imageBuildOf, platformsOf } from './image-build';
import { placed } from './placed';
import { poolSpecOf } from './pool';
import type { Project } from './project';

/** What a team gives to `compose`: everything that a synth reads. */
export interface Composition {
  /** What all environments share. */
  readonly project: Project;
  /** In any order: each says which one it comes after. */
  readonly environments: readonly DeclaredEnvironment[];
  /** Which image runs where, as the release files say. */
  readonly releases: Releases;
  /** Where each slot runs, as the placement files say. @default none: every slot names its hypervisor where it is declared */
  readonly placements?: Placements;
}

/** A composition with what follows from the repository's files: where each slot runs, and the source hash of every image. */
export interface ResolvedComposition extends Omit<Composition, 'environments' | 'placements'> {
  /** The environments as they are declared. */
  readonly declared: readonly DeclaredEnvironment[];
  /** The same with every slot that is placed. */
  readonly environments: readonly Environment[];
  readonly placements: Placements;
  /** Pool → what its construct takes; without those whose network does not exist, which a rule reports. */
  readonly poolSpecs: ReadonlyMap<Pool, PoolSpec>;
  /** Service → the image that is built as it; without those whose source could not be read. */
  readonly images: ReadonlyMap<BuiltService, PlannedImage>;
  /** Why the source of an image could not be read. */
  readonly unreadable: readonly Finding[];
}

/** An image as it is to be built, or as it already was. */
export interface PlannedImage {
  readonly build: ReturnType<typeof imageBuildOf>;
  /** The platforms that it is built for, sorted: one where Terraform builds it. */
  readonly platforms: readonly string[];
  readonly source: SourceHash;
  /** The arguments that the Dockerfile declares; undefined where it is in another language than Docker's. */
  readonly declares: readonly string[] | undefined;
  /** The images that the Dockerfile takes; undefined where it is in another language than Docker's. */
  readonly takes: readonly string[] | undefined;
  /** What is worth knowing of the source, and fails no build. */
  readonly warnings: readonly Finding[];
  /** The digest that a release holds for this source: it is not built again. */
  readonly recorded: Digest | undefined;
}

/** How a composition is resolved. */
export interface ResolveOptions {
  /** Whether files of a build context are read again only if they look changed; see `readSource`. @default false */
  readonly remember?: boolean;
}

/** Reads the build contexts and places the slots. Problems are kept for the one report. */
export function resolveComposition(
  composition: Composition,
  options: ResolveOptions = {},
): ResolvedComposition {
  const images = new Map<BuiltService, PlannedImage>();
  const refused: Finding[] = [];
  for (const service of builtServices(composition.project)) {
    try {
      images.set(service, plannedImage(composition, service, options));
    } catch (error) {
      if (error instanceof InvalidInput) refused.push(...error.findings);
      else refused.push(unreadable(error, `services.${service.name}.image.context`));
    }
  }
  const { project, environments: declared, placements = Placements.of([]) } = composition;
  const environments = placed(declared, placements);
  const poolSpecs = new Map(environments.flatMap((environment) => poolSpecsOf(project, environment)));
  return { ...composition, declared, environments, placements, poolSpecs, images, unreadable: refused };
}

function poolSpecsOf(project: Project, environment: Environment): readonly (readonly [Pool, PoolSpec])[] {
  return Object.entries(environment.pools).flatMap(([name, pool]) => {
    const spec = poolSpecOf(project, environment, name);
    return spec === undefined ? [] : [[pool, spec] as const];
  });
}

function plannedImage(
  { project, releases }: Composition,
  service: BuiltService,
  options: ResolveOptions,
): PlannedImage {
  const build = imageBuildOf(project, service);
  const read = readSource(build, { ...options, path: `services.${service.name}.image` });
  const platforms = platformsOf(project, service);
  const source = sourceHash({ ...build, source: read, platform: platforms.join(',') });
  const { declares, takes, warnings } = read;
  return {
    build,
    platforms,
    source,
    declares,
    takes,
    warnings,
    recorded: recordedDigest(releases, service.name, source.hash),
  };
}
