import { parseImageReference, sourceTag } from '../../constructs/image-build';
import type { SlipwayRecord, SlotRecord } from '../../core/record';
import {
  builtServices,
  type Composition,
  declaredSlots,
  imagesOf,
  namespaceOf,
  repositoryOf,
  runsIn,
  selectedOf,
} from '../../model';

/** Everything of a project that `slipway why` can explain. */
export interface KnownTargets {
  /** The services whose images are built here. */
  readonly services: readonly string[];
  readonly environments: readonly KnownEnvironment[];
  /** The digests of images that any environment records or runs, and of images that machines start from. */
  readonly digests: readonly string[];
  /** `repository:tag` → the digest that is recorded for it. */
  readonly references: ReadonlyMap<string, string>;
  /** Every resource of the last synth; empty where there is none. */
  readonly resources: readonly { readonly stack: string; readonly address: string }[];
}

interface KnownEnvironment {
  readonly name: string;
  readonly namespace: string;
  /** Services and jobs that run there. */
  readonly workloads: readonly string[];
  readonly machines: readonly {
    readonly pool: string;
    readonly slot: string;
    /** What else it is called: its name, its addresses. Empty where there is no synth. */
    readonly names: readonly string[];
  }[];
}

/** What is known of a project, by what it composes and by the record of its last synth. */
export function knownTargets(input: Composition, record: SlipwayRecord | undefined): KnownTargets {
  const { project, environments, placements } = input;
  const { services, jobs = [] } = project.props;
  return {
    services: builtServices(project).map(({ name }) => name),
    environments: environments.map((environment) => ({
      name: environment.name,
      namespace: namespaceOf(project.name, environment),
      workloads: [
        ...services.filter((service) => runsIn(environment, service)),
        ...jobs.filter((job) => runsIn(environment, job.props.of)),
      ].map(({ name }) => name),
      machines: Object.entries(environment.pools).flatMap(([pool, props]) =>
        declaredSlots(props).map(({ key }) => ({
          pool,
          slot: key,
          names: namesOf(machineIn(record, environment.name, pool, key)),
        })),
      ),
    })),
    digests: [
      ...new Set([
        ...input.releases.files.flatMap(({ release }) => release?.records ?? []).map(({ digest }) => digest),
        ...environments.flatMap((environment) => [
          ...services
            .filter((service) => runsIn(environment, service))
            .flatMap((service) =>
              imagesOf(service).flatMap(({ image }) => selectedOf(input, environment, image)?.digest ?? []),
            ),
          ...Object.values(environment.pools).map(({ image }) => image.digest),
          ...Object.values(placements?.find(environment.name)?.placement?.pins ?? {}),
        ]),
      ]),
    ].filter((digest) => digest !== ''),
    references: new Map([...taggedPrebuilt(input), ...taggedBuilds(input)]),
    resources: Object.entries(record?.stacks ?? {}).flatMap(([stack, { resources }]) =>
      Object.keys(resources).map((address) => ({ stack, address })),
    ),
  };
}

/** The machine of a slot, as the last synth made it; undefined where there is none. */
export function machineIn(
  record: SlipwayRecord | undefined,
  environment: string,
  pool: string,
  slot: string,
): SlotRecord | undefined {
  return record?.environments
    .find(({ name }) => name === environment)
    ?.pools[pool]?.find((machine) => machine.slot === slot);
}

function namesOf(machine: SlotRecord | undefined): readonly string[] {
  if (machine === undefined) return [];
  const { name, fqdn, address, address6, mac } = machine;
  return [name, fqdn, address, address6, mac].filter((text) => text !== null);
}

/** The tags of sources, as `slipway images` prints them: what was recorded last for a source is what its tag is. */
function taggedBuilds({ project, releases }: Composition): readonly (readonly [string, string])[] {
  return builtServices(project).flatMap((service) =>
    releases
      .filesOf(service.name)
      .flatMap(({ release }) => release?.records ?? [])
      .map(
        ({ sourceHash, digest }) =>
          [`${repositoryOf(project.props, service)}:${sourceTag(sourceHash)}`, digest] as const,
      ),
  );
}

function taggedPrebuilt({ project }: Composition): readonly (readonly [string, string])[] {
  return project.props.services.flatMap((service) =>
    imagesOf(service).flatMap(({ image }) => {
      if (image.kind !== 'prebuilt') return [];
      const { repository, tag, digest } = parseImageReference(image.reference);
      return tag === undefined || digest === undefined ? [] : [[`${repository}:${tag}`, digest] as const];
    }),
  );
}
