import { type NetworkSpec, VmPool } from '../constructs/vm-pool';
import { isFixed, resolvePorts, resolveSchedule } from '../constructs/workload';
import type { Finding } from '../core/findings';
import { inPromotionOrder } from '../core/pipeline';
import type {
  EnvironmentRecord,
  HostRecord,
  ImageRecord,
  JobRecord,
  ReplicasRecord,
  ServiceRecord,
  SlipwayRecord,
  SlotRecord,
} from '../core/record';
import {
  type ResolvedComposition,
  capacityOn,
  isOnEveryNode,
  type CronJob,
  type Environment,
  environmentsBefore,
  Job,
  machinesStack,
  namespaceOf,
  stageAfter,
  type PlannedImage,
  promisedOn,
  replicasOf,
  runsIn,
  selectedImage,
  type Service,
  settingsOf,
  sshJumpHost,
  publicAddress,
} from '../model';
import type { App } from './app';
import { describeRules } from './describe-rules';
import { byKey, stackRecord } from './describe-stack';
import { ProjectStack } from './project-stack';
import { by, compareText } from '../core/text';

/** What `slipway.json` says of an app: read off its constructs and the composition that they were made from. */
export function describe(
  app: App,
  composition: ResolvedComposition,
  findings: readonly Finding[],
): SlipwayRecord {
  const { project, environments, images } = composition;
  const stacks = app.node.children.filter((child) => child instanceof ProjectStack);
  return {
    version: 1,
    project: project.name,
    // What an environment comes after stands before it, whatever order they were written down in.
    environments: inPromotionOrder(environments.toSorted(by(({ name }) => name)), namesBeforeOf).map(
      (environment) => environmentRecord(app, composition, environment),
    ),
    images: byKey([...images].map(([service, image]) => [service.name, imageRecord(image)])),
    stacks: byKey(stacks.map((stack) => [stack.node.id, stackRecord(stack, project.props.root)])),
    findings,
  };
}

function namesBeforeOf(environment: Environment): readonly string[] {
  return environmentsBefore(environment).map(({ name }) => name);
}

function environmentRecord(
  app: App,
  composition: ResolvedComposition,
  environment: Environment,
): EnvironmentRecord {
  const { project } = composition;
  return {
    name: environment.name,
    after: environment.after ? stageAfter(environment.after) : null,
    protected: environment.protect,
    rules: describeRules(environment),
    namespace: namespaceOf(project.name, environment),
    services: byKey(
      project.props.services
        .filter((service) => runsIn(environment, service))
        .map((service) => [service.name, serviceRecord(composition, environment, service)]),
    ),
    ...jobRecords(composition, environment),
    hosts: byKey(Object.keys(environment.hypervisors).map((host) => [host, hostRecord(environment, host)])),
    ...(environment.cluster.nodePool === undefined ? {} : { nodePool: environment.cluster.nodePool }),
    pools: byKey(
      Object.keys(environment.pools).map((pool) => [pool, slotRecords(app, composition, environment, pool)]),
    ),
  };
}

function slotRecords(
  app: App,
  { poolSpecs }: ResolvedComposition,
  environment: Environment,
  name: string,
): readonly SlotRecord[] {
  const pool = environment.pools[name];
  const spec = pool && poolSpecs.get(pool);
  if (spec === undefined) return [];
  const users = (spec.cloudInit?.users ?? []).map(({ name }) => name);
  const records = Object.keys(environment.hypervisors).flatMap((host) =>
    machinesOn(app, environment, host, name).map((machine): SlotRecord => ({
      slot: machine.key,
      host,
      name: machine.name,
      mac: machine.mac,
      address: machine.address,
      address6: machine.address6 ?? null,
      fqdn: machine.fqdn ?? null,
      image: machine.image.digest,
      instanceId: machine.instanceId,
      terraformAddress: machine.terraformAddress,
      users,
      jump: jumpTo(environment, host, spec.network),
    })),
  );
  return records.sort((a, b) => Number(a.slot) - Number(b.slot) || compareText(a.slot, b.slot));
}

function machinesOn(app: App, environment: Environment, host: string, pool: string): VmPool['slots'] {
  const construct = app.node.tryFindChild(machinesStack(environment, host))?.node.tryFindChild(pool);
  return construct instanceof VmPool ? construct.slots : [];
}

/** A NAT network is reached through its host alone; where that is managed over SSH, so are its machines. */
function jumpTo({ hypervisors }: Environment, host: string, { kind }: NetworkSpec): string | null {
  if (kind !== 'nat') return null;
  return sshJumpHost(hypervisors[host]?.uri ?? '') ?? null;
}

function serviceRecord(
  composition: ResolvedComposition,
  environment: Environment,
  service: Service,
): ServiceRecord {
  return {
    ...digestRecord(composition, environment, service),
    replicas: replicasRecord(environment, service),
    address: addressOf(environment, service, namespaceOf(composition.project.name, environment)),
  };
}

/** What a service runs: null while no release selects an image of it. */
function digestRecord(
  composition: ResolvedComposition,
  environment: Environment,
  service: Service,
): Pick<ServiceRecord, 'digest' | 'sample'> {
  const image = selectedImage(composition, environment, service);
  return { digest: image?.digest ?? null, sample: image?.record?.sample ?? false };
}

/** Left out where a project has no jobs. */
function jobRecords(
  composition: ResolvedComposition,
  environment: Environment,
): Pick<EnvironmentRecord, 'jobs'> {
  const { jobs = [] } = composition.project.props;
  if (jobs.length === 0) return {};
  const entries = jobs.map((job): readonly [string, JobRecord] => {
    const { of } = job.props;
    return [job.name, { of: of.name, ...digestRecord(composition, environment, of), ...timingRecord(job) }];
  });
  return { jobs: byKey(entries) };
}

function timingRecord(job: Job | CronJob) {
  if (job instanceof Job) {
    const { before, after } = job.props;
    return before === undefined ? { after: namesOf(after) } : { before: namesOf(before) };
  }
  const { schedule, timeZone } = resolveSchedule(job.props);
  return { schedule, timeZone };
}

function namesOf(services: readonly Service[]): readonly string[] {
  return services.map(({ name }) => name).sort();
}

function replicasRecord(environment: Environment, service: Service): ReplicasRecord {
  if (isOnEveryNode(service.props)) return 'every node';
  const replicas = replicasOf(service, settingsOf(environment, service));
  return isFixed(replicas) ? replicas : { min: replicas.min, max: replicas.max };
}

function addressOf(environment: Environment, service: Service, namespace: string): string | null {
  const outside = publicAddress(environment, service);
  if (outside !== undefined) return outside;
  const numbers = Object.values(resolvePorts(service.props.ports ?? {})).map(({ service: number }) => number);
  const ports = [...new Set(numbers)].sort((a, b) => a - b);
  return ports.length === 0 ? null : `${service.name}.${namespace}:${ports.join(',')}`;
}

function hostRecord(environment: Environment, host: string): HostRecord {
  const { cores, memory, failureDomain } = environment.hypervisors[host] ?? {};
  return {
    ...(failureDomain === undefined ? {} : { failureDomain }),
    cores: cores ?? 0,
    memoryBytes: memory?.toBytes() ?? 0,
    allocatable: capacityOn(environment, host),
    promised: promisedOn(environment, host),
  };
}

function imageRecord({ build, source, recorded, takes }: PlannedImage): ImageRecord {
  return {
    repository: build.repository,
    sourceHash: source.hash,
    recorded: recorded ?? null,
    manifest: source.manifest,
    ...(takes === undefined ? {} : { takes }),
  };
}
