import { parseImageReference } from '../../constructs/image-build';
import { slotId } from '../../placement';
import type { KnownTargets } from './known-targets';
import { workloadOfPod } from './pod-name';
import type { ExplainTarget } from './explain-target';

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
export function parseTarget(
  text: string,
  known: KnownTargets,
  environment?: string,
): readonly ExplainTarget[] {
  const whole = parseWhole(text, known, environment);
  if (whole.length > 0 || !KUBECTL.test(text)) return whole;
  return parseWhole(text.replace(KUBECTL, ''), known, environment);
}

function parseWhole(
  text: string,
  known: KnownTargets,
  environment: string | undefined,
): readonly ExplainTarget[] {
  const services = known.services.includes(text) ? [{ kind: 'service', service: text } as const] : [];
  const all: readonly ExplainTarget[] = [
    ...services,
    // The name of a service that is built here is that of its workloads too: with an environment before it, it means those.
    ...workloads(text, known).filter(({ pod }) => services.length === 0 || pod !== undefined),
    ...machines(text, known),
    ...images(text, known),
    ...resources(text, known),
  ];
  if (environment === undefined) return all;
  return all.filter((target) => !('environment' in target) || target.environment === environment);
}

function workloads(
  text: string,
  { environments }: KnownTargets,
): readonly (ExplainTarget & { kind: 'workload' })[] {
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

function machines(text: string, { environments }: KnownTargets): readonly ExplainTarget[] {
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

function images(text: string, { digests, references }: KnownTargets): readonly ExplainTarget[] {
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

function resources(text: string, known: KnownTargets): readonly ExplainTarget[] {
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
export function knownNames(known: KnownTargets): readonly string[] {
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
