import { refuseIfAny } from '../../core/findings';
import { connect } from './connect';
import { Draft } from './draft';
import { nameFrom } from './slug';
import { knownImage } from './images';
import type { Input, Notes } from './input';
import { readAutoscaler, readBudget, readService } from './manifests/network-and-scaling';
import { readPolicy } from './manifests/network-policy';
import { type KubernetesObject, type ManifestContext, templateOf, workloadsWith } from './manifests/context';
import { readIngress } from './manifests/ingress';
import { readMetadata, skipMetadata } from './manifests/metadata';
import { BECOME_DEPLOYMENTS, RUNS, WORKLOADS } from './manifests/kinds';
import { objectsOf } from './manifests/objects';
import { readAccounts } from './manifests/rights';
import { readRun } from './manifests/runs';
import { runningObjects } from './manifests/running';
import { keysOf } from './manifests/variables';
import { readWorkload } from './manifests/workload';
import { durationOf } from './quantities';
import { readiness } from './readiness';
import { unsaidOf } from './unsaid';
import { Call } from './source';
import type { CarriedOver } from './starter';

/**
 * The services of a folder of manifests, as `kubectl apply`, `helm template` and `kustomize build` have them, as far as they can be
 * said, and by name what could not.
 *
 * What is the same by default is not listed: names of namespaces, labels and selectors that tell workloads apart, what tools and the
 * API server write, pull policies, `runAsNonRoot`, dropped capabilities, the seccomp profile of the runtime, classes and certificates
 * of an ingress, and what is Kubernetes' own default.
 *
 * @param texts name of a file → its text
 * @param isRunning whether these objects run in a cluster, and are to be taken over there: what can't be moved to another object, such as
 * the data of a claim, then stays where it is
 * @throws InvalidInput for what the API server would refuse as well
 */
export function fromManifests(
  texts: Readonly<Record<string, string>>,
  { isRunning = false }: { readonly isRunning?: boolean } = {},
): CarriedOver {
  const notes: Notes = { problems: [], left: [] };
  const objects = objectsOf(texts, notes);
  const context: ManifestContext = {
    objects,
    drafts: new Map(),
    ownClaims: isRunning ? new Set() : ownClaims(objects),
  };
  const taken = new Set<string>();
  const ofKind = (...kinds: readonly string[]): readonly KubernetesObject[] =>
    objects.filter(({ kind }) => kinds.includes(kind));
  for (const object of ofKind(...WORKLOADS)) {
    const { kind, name, input } = object;
    if (runsToItsEnd(object)) {
      input.take();
      input.leave('It runs to its end: declare a job(…) of the service whose image it runs.');
      continue;
    }
    const draft = new Draft(nameFrom(serviceName(object, objects) ?? name, taken), input);
    if (!readWorkload(draft, kind, input, context)) {
      input.note('It is left out: it has no container with an image that can be read.');
      continue;
    }
    if (kind !== 'Pod') readMetadata(draft, input.at('metadata'), ['labels', 'annotations']);
    if (BECOME_DEPLOYMENTS.includes(kind))
      input.note('It is a Deployment here. Where it runs already, delete it once that runs.');
    if (draft.name !== name) input.note(`It is called ${draft.name} here, as its Service is.`);
    taken.add(draft.name);
    context.drafts.set(`${kind}/${name}`, draft);
  }
  const hosts = new Map<string, Draft>([...context.drafts.values()].map((draft) => [draft.name, draft]));
  for (const service of ofKind('Service')) {
    const draft = readService(service, context);
    if (draft !== undefined) hosts.set(service.name, draft);
  }
  for (const draft of context.drafts.values()) finishPods(draft);
  for (const object of ofKind('HorizontalPodAutoscaler')) readAutoscaler(object, context);
  for (const object of ofKind('PodDisruptionBudget')) readBudget(object, context);
  for (const object of ofKind('Ingress')) readIngress(object, hosts);
  for (const object of ofKind('NetworkPolicy')) readPolicy(object, context);
  readAccounts(context);
  const services = [...context.drafts.values()];
  const namespaces = new Set(
    objects.map(({ input }) => input.at('metadata', 'namespace').text() ?? 'default'),
  );
  const suffix = String.raw`\.(?:${[...namespaces].map((name) => name.replace(/[^\w-]/g, '')).join('|')})(?:\.svc(?:\.cluster\.local)?)?`;
  const jobs = ofKind(...RUNS).flatMap((object) => readRun(object, services, taken) ?? []);
  connect([...services, ...jobs], { drafts: hosts, suffix, learns: false });
  for (const { name, input } of ofKind('Secret')) {
    input.note(
      `Its values are not carried over: give them to the secret ${name}, keys ${keysOf(input).join(', ') || 'none'}.`,
    );
    for (const key of ['data', 'stringData', 'type', 'immutable']) input.at(key).take();
  }
  if (isRunning)
    for (const { name, input } of ofKind('PersistentVolumeClaim')) {
      input.take();
      input.leave(
        `It stays as it is, with its data, and Slipway does not manage it: existingClaim('${name}') mounts it. Each other environment needs a claim of this name.`,
      );
    }
  for (const { kind, input } of objects) {
    for (const key of ['apiVersion', 'kind', 'status']) input.at(key).take();
    skipMetadata(input.at('metadata'));
    input.leaveRest(() => REASONS[kind] ?? 'Slipway has no option for it.');
  }
  if (services.length > 1)
    notes.left.push({
      path: 'NetworkPolicy',
      reason:
        'Services reach what they name in variables, arguments, files or network policies, and nothing else: add connectsTo where another one is needed, and external(…) or egress for servers outside.',
    });
  const replaced = services.flatMap(({ name, beside }) => [...beside].map((path) => `${name}: ${path}`));
  if (replaced.length > 0)
    notes.left.push({
      path: 'volumeMounts',
      reason: `Files are mounted one by one here: what the images have beside them in these folders stays, and is not hidden: ${replaced.join(', ')}.`,
    });
  notes.left.push(...unsaidOf(services, UNSAID));
  refuseIfAny(notes.problems, 'nothing was carried over');
  return {
    services: [...services, ...jobs].map((draft) => draft.finished()),
    notCarriedOver: notes.left,
    ...(isRunning ? { running: runningObjects(context) } : {}),
  };
}

/** Where manifests would say what nobody says. */
const UNSAID = {
  user: 'securityContext.runAsUser',
  rights: 'securityContext.capabilities',
  group: 'securityContext.runAsGroup',
  filesystem: 'securityContext.readOnlyRootFilesystem',
  memory: 'resources.limits.memory',
  cpu: 'resources.requests.cpu',
  ready: 'readinessProbe',
  restart: 'restartPolicy',
} as const;

const OF_RUNS =
  'It has what its service has. job(…) and cronJob(…) may say other resources, tolerations, affinity, classes and accounts; for the rest, declare a service of its own with replicas: 0.';

/** Why something of an object is not carried over, where its kind tells. */
const REASONS: Readonly<Record<string, string>> = {
  ConfigMap: 'No workload of the manifests reads it by name.',
  PersistentVolumeClaim:
    'The claim of a service has a size and an access mode. What no workload alone has, something else declares.',
  Job: OF_RUNS,
  CronJob: OF_RUNS,
  Role: 'No workload of the manifests has it.',
  ClusterRole: 'No workload of the manifests has it.',
  ServiceAccount: 'A workload has an account of its own only for rights or annotations.',
};

function runsToItsEnd({ kind, input }: KubernetesObject): boolean {
  const policy = input.at('spec', 'restartPolicy').value;
  return kind === 'Pod' && (policy === 'OnFailure' || policy === 'Never');
}

/** The name of the only Service in front of a workload, by which others reach it. */
function serviceName(
  { name, input }: KubernetesObject,
  objects: readonly KubernetesObject[],
): string | undefined {
  const answering = objects.filter(
    (object) =>
      object.kind === 'Service' &&
      !/-(metrics|headless)$/.test(object.name) &&
      workloadsWith(object.input.at('spec', 'selector'), objects).some((one) => one.input === input),
  );
  const named =
    answering.find((service) => service.name === name) ?? (answering.length === 1 ? answering[0] : undefined);
  return named?.name;
}

/** Where the containers of a pod mount a volume, and which folder of it. */
function placesOf(pod: Input, volume: Input): ReadonlySet<string> {
  const mounts = ['containers', 'initContainers'].flatMap((key) =>
    pod
      .at(key)
      .items()
      .flatMap((container) => container.at('volumeMounts').items()),
  );
  const own = mounts.filter((mount) => mount.at('name').value === volume.at('name').value);
  return new Set(
    own.map((mount) => JSON.stringify([mount.at('mountPath').value, mount.at('subPath').value])),
  );
}

/** Claims of the manifests that one workload with one pod mounts, at one place. */
function ownClaims(objects: readonly KubernetesObject[]): ReadonlySet<string> {
  const users = new Map<string, number>();
  for (const { kind, input } of objects) {
    if (!WORKLOADS.includes(kind)) continue;
    const replicas = Number(input.at('spec', 'replicas').value ?? 1);
    const pod = templateOf(input).at('spec');
    for (const volume of pod.at('volumes').items()) {
      const claim = volume.at('persistentVolumeClaim', 'claimName').value;
      const isShared =
        replicas > 1 || ['StatefulSet', 'DaemonSet'].includes(kind) || placesOf(pod, volume).size > 1;
      if (typeof claim === 'string') users.set(claim, (users.get(claim) ?? 0) + (isShared ? 2 : 1));
    }
  }
  return new Set([...users].filter(([, count]) => count === 1).map(([name]) => name));
}

/** How long a rollout waits where nobody says it, in seconds. */
const DEADLINE = 300;

function finishPods(draft: Draft): void {
  const image = draft.props['image'];
  const [reference] = image instanceof Call ? image.args : [];
  const known = typeof reference === 'string' ? knownImage(reference) : undefined;
  if (draft.ports.size === 0)
    for (const [name, number] of Object.entries(known?.ports ?? {})) draft.port(number, { name });
  if (draft.props['single'] === true) {
    delete draft.props['rollout'];
    if (draft.sizes['replicas'] !== 0) delete draft.sizes['replicas'];
  }
  const deadline = draft.input.at('spec', 'progressDeadlineSeconds').number() ?? DEADLINE;
  if (deadline <= draft.startsWithin)
    draft.props['rolloutDeadline'] = durationOf(60 * Math.ceil((draft.startsWithin + 60) / 60));
  readiness(draft);
}
