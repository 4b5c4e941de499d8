import { withDefaults } from '../shape';
import { noProbe } from './probe';
import { resolveScratch } from './scratch';
import {
  INIT_CONTAINER_OPTIONS,
  type InitContainer,
  type Sidecar,
  SIDECAR_OPTIONS,
} from './container-options';
import { type ResolvedWorkload } from './workload-spec';

/** A container beside the workload's own. */
export interface OtherContainer {
  readonly name: string;
  /** Where in the workload it is said: `.sidecars.exporter`. */
  readonly path: string;
  /** What was given for it. */
  readonly given: InitContainer | Sidecar;
  /** It, as the workload would be if it had this container alone. */
  readonly alone: ResolvedWorkload;
}

/** The workload as it is without its other containers: a port on which a sidecar listens is not its own. */
export function ownContainerOf(workload: ResolvedWorkload): ResolvedWorkload {
  const taken = new Set(Object.values(workload.sidecars).flatMap(({ ports = [] }) => ports));
  return {
    ...workload,
    ports: portsOf(workload, (port) => !taken.has(port)),
    initContainers: {},
    sidecars: {},
  };
}

/** The init containers, in the order in which they run. */
export function initContainersOf(workload: ResolvedWorkload): readonly OtherContainer[] {
  return Object.entries(workload.initContainers).map(([name, given]) => {
    const {
      cpu = workload.cpu,
      memory = workload.memory,
      ...rest
    } = withDefaults(INIT_CONTAINER_OPTIONS, given);
    const { cpuLimit = given.cpu === undefined ? workload.cpuLimit : undefined } = rest;
    const { memoryRequest = given.memory === undefined ? workload.memoryRequest : undefined } = rest;
    const { ephemeralStorage = workload.ephemeralStorage } = rest;
    const alone = { ...rest, cpu, cpuLimit, memory, memoryRequest, ephemeralStorage, ports: {} };
    return { name, path: `.initContainers.${name}`, given, alone: beside(workload, name, alone) };
  });
}

/** The sidecars, by name. */
export function sidecarsOf(workload: ResolvedWorkload): readonly OtherContainer[] {
  return Object.entries(workload.sidecars).map(([name, given]) => {
    const sidecar = withDefaults(SIDECAR_OPTIONS, given);
    const alone = { ...sidecar, ports: portsOf(workload, (port) => sidecar.ports.includes(port)) };
    return { name, path: `.sidecars.${name}`, given, alone: beside(workload, name, alone) };
  });
}

/** All containers beside the workload's own. */
export function otherContainersOf(workload: ResolvedWorkload): readonly OtherContainer[] {
  return [...initContainersOf(workload), ...sidecarsOf(workload)];
}

/** The workload with all that any container of its pods has mounted: the same path is the same thing. */
export function withAllMounts(workload: ResolvedWorkload): ResolvedWorkload {
  const all = [...otherContainersOf(workload).map(({ alone }) => alone), workload];
  const scratch = new Map(
    all.flatMap((each) => each.scratch.map((folder) => [folder.path, folder] as const)),
  );
  return {
    ...workload,
    files: Object.fromEntries(all.flatMap(({ files }) => Object.entries(files))),
    mounts: Object.fromEntries(all.flatMap(({ mounts }) => Object.entries(mounts))),
    scratch: [...scratch.values()],
  };
}

function portsOf({ ports }: ResolvedWorkload, which: (port: string) => boolean): ResolvedWorkload['ports'] {
  return Object.fromEntries(Object.entries(ports).filter(([name]) => which(name)));
}

/** What is said of the container, or else holds for every container of the pod. */
type Own = Pick<
  ResolvedWorkload,
  'cpu' | 'memory' | 'ports' | 'env' | 'secrets' | 'envFrom' | 'files' | 'mounts' | 'resources'
> &
  Partial<
    Pick<
      ResolvedWorkload,
      | 'image'
      | 'user'
      | 'command'
      | 'args'
      | 'workingDir'
      | 'capabilities'
      | 'rootFilesystem'
      | 'privileged'
      | 'cpuLimit'
      | 'memoryRequest'
      | 'ephemeralStorage'
      | 'ready'
      | 'live'
      | 'startup'
      | 'preStop'
    >
  > & { readonly scratch: readonly string[]; readonly volumes: readonly string[] };

function beside(workload: ResolvedWorkload, name: string, own: Own): ResolvedWorkload {
  const { command, args, workingDir, capabilities, rootFilesystem, privileged } = own;
  const { cpu, cpuLimit, memory, memoryRequest, ephemeralStorage, resources } = own;
  const { ports, live, startup, preStop } = own;
  const { env, secrets, envFrom, files, mounts } = own;
  const { image = workload.image, user = workload.user, ready = noProbe('a container beside another') } = own;
  return {
    ...workload,
    ...{ name, image, user, command, args, workingDir, capabilities, rootFilesystem, privileged },
    ...{ cpu, cpuLimit, memory, memoryRequest, ephemeralStorage, resources },
    ...{ ports, ready, live, startup, preStop },
    ...{ env, secrets, envFrom, files, mounts },
    scratch: resolveScratch(own.scratch, workload.scratchSize).map(
      (folder) => workload.scratch.find(({ path }) => path === folder.path) ?? folder,
    ),
    volumes: Object.fromEntries(
      Object.entries(workload.volumes).filter(([volume]) => own.volumes.includes(volume)),
    ),
    initContainers: {},
    sidecars: {},
  };
}
