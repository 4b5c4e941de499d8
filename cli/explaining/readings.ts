import { parseImageReference } from '../../constructs/image-build';
import { slotId } from '../../placement';
import type { KnownThings } from './known-things';
import { workloadOfPod } from './pod-name';
import type { Thing } from './thing';

/** Fewer digits of a digest are too easily a word. */
const SHORTEST_DIGEST = 6;

/** What `kubectl` writes before a slash, in its full and short forms. */
const KUBECTL =
  /^(?:po|pods?|deploy|deployments?|sts|statefulsets?|ds|daemonsets?|jobs?|cj|cronjobs?|svc|services?|no|nodes?)(?:\.[\w.]+)?\//;

/**
 * Everything that a text may mean. A name of `kubectl get -o name`, such as `pod/api-0`, means what stands behind its kind, unless all of it
 * is a name: `nodes/0` is a machine of a pool.
 *
 * @param environment where the thing is. @default anywhere
 */
export function readingsOf(text: string, known: KnownThings, environment?: string): readonly Thing[] {
  const whole = allReadings(text, known, environment);
  if (whole.length > 0 || !KUBECTL.test(text)) return whole;
  return allReadings(text.replace(KUBECTL, ''), known, environment);
}

function allReadings(text: string, known: KnownThings, environment: string | undefined): readonly Thing[] {
  const services = known.services.includes(text) ? [{ kind: 'service', service: text } as const] : [];
  const all: readonly Thing[] = [
    ...services,
    // The name of a service that is built here is that of its workloads too: with an environment before it, it means those.
    ...workloads(text, known).filter(({ pod }) => services.length === 0 || pod !== undefined),
    ...machines(text, known),
    ...images(text, known),
    ...resources(text, known),
  ];
  if (environment === undefined) return all;
  return all.filter((thing) => !('environment' in thing) || thing.environment === environment);
}

function workloads(text: string, { environments }: KnownThings): readonly (Thing & { kind: 'workload' })[] {
  return environments.flatMap(({ name, namespace, workloads }) => {
    const pod = [`${name}/`, `${namespace}/`].reduce(
      (rest, place) => (text.startsWith(place) ? text.slice(place.length) : rest),
      text,
    );
    if (workloads.includes(pod)) return [{ kind: 'workload', environment: name, workload: pod } as const];
    const workload = workloadOfPod(pod, workloads);
    return workload === undefined ? [] : [{ kind: 'workload', environment: name, workload, pod } as const];
  });
}

function machines(text: string, { environments }: KnownThings): readonly Thing[] {
  const asked = text.toLowerCase();
  return environments.flatMap(({ name, machines }) =>
    machines
      .filter(({ pool, slot, names }) => {
        const id = slotId(pool, slot);
        return text === id || text === `${name}/${id}` || names.some((one) => one.toLowerCase() === asked);
      })
      .map(({ pool, slot }) => ({ kind: 'machine', environment: name, pool, slot }) as const),
  );
}

function images(text: string, { digests, references }: KnownThings): readonly Thing[] {
  const tagged = references.get(text);
  if (tagged !== undefined) return [{ kind: 'image', digest: tagged }];
  const asked = parseImageReference(text).digest ?? text;
  const [, algorithm = '', digits = ''] = /^([a-z0-9]+:)?([0-9a-f]+)$/.exec(asked) ?? [];
  if (digits.length < SHORTEST_DIGEST) return [];
  return digests
    .filter((digest) => {
      const start = digest.indexOf(':') + 1;
      return digest.startsWith(algorithm) && digest.startsWith(digits, start);
    })
    .map((digest) => ({ kind: 'image', digest }) as const);
}

function resources(text: string, known: KnownThings): readonly Thing[] {
  // One instance of a resource is declared where all of them are.
  const asked = text.replace(/\[[^\]]*\]$/, '');
  return known.resources
    .filter(
      ({ stack, address }) =>
        asked === address || asked === `${stack}:${address}` || asked === `${stack}/${address}`,
    )
    .map(({ stack, address }) => ({ kind: 'resource', stack, address }) as const);
}

/** Everything that is known, as it may be typed: what a text that means nothing is compared with. */
export function knownNames(known: KnownThings): readonly string[] {
  return [
    ...known.services,
    ...known.environments.flatMap(({ name, namespace, workloads, machines }) => [
      ...workloads.flatMap((workload) => [workload, `${name}/${workload}`, `${namespace}/${workload}`]),
      ...machines.flatMap(({ pool, slot, names }) => [
        slotId(pool, slot),
        `${name}/${slotId(pool, slot)}`,
        ...names,
      ]),
    ]),
    ...known.resources.flatMap(({ stack, address }) => [address, `${stack}:${address}`]),
  ];
}
