import { at, items, type Json, only, textOf } from '../../../core/json';
import type { Block } from '../../synth';
import { containersOf, podSpec } from '../../workloads';

/** What containers that stay no longer have, of what keeps visitors from noticing a rollout. */
export function lostBy(before: Block, after: Block): readonly string[] {
  return staying(before, after).flatMap(({ name, old, now }) => [
    ...(has(old, 'readiness_probe') && !has(now, 'readiness_probe')
      ? [`loses the readiness probe of ${name}: visitors reach pods that are not ready`]
      : []),
    ...(preStop(old) && !preStop(now)
      ? [`loses preStop of ${name}: pods end while requests still reach them`]
      : []),
  ]);
}

/** The containers that run beside each other before and after, by their names. */
function staying(before: Block, after: Block) {
  const head = new Map(containersOf(after).map(({ name, json }) => [name, json]));
  return containersOf(before).flatMap(({ name, json: old, isInit }) => {
    const now = head.get(name);
    return now === undefined || isInit ? [] : [{ name, old, now }];
  });
}

function has(container: Json, key: string): boolean {
  return only(at(container, key)) !== undefined;
}

function preStop(container: Json): boolean {
  return items(at(container, 'lifecycle')).some((lifecycle) => only(at(lifecycle, 'pre_stop')) !== undefined);
}

/** What keeps pods alive and apart, and is not lost in silence. */
export function noticed(before: Block, after: Block): readonly string[] {
  const probes = staying(before, after).flatMap(({ name, old, now }) =>
    (['liveness', 'startup'] as const)
      .filter((probe) => has(old, `${probe}_probe`) && !has(now, `${probe}_probe`))
      .map((probe) => `loses the ${probe} probe of ${name}`),
  );
  const [was, is] = [graceOf(before), graceOf(after)];
  return [
    ...probes,
    ...(is < was ? [`gives its pods ${is} s to end in place of ${was} s (${GRACE})`] : []),
    ...(areApart(before) && !areApart(after)
      ? ['no longer keeps its pods apart: one machine may run them all']
      : []),
  ];
}

const GRACE = 'termination_grace_period_seconds';

function graceOf(block: Block): number {
  return Number(textOf(at(only(podSpec(block)), GRACE)) || '30');
}

function areApart(block: Block): boolean {
  const pods = only(podSpec(block));
  return (
    only(at(only(at(pods, 'affinity')), 'pod_anti_affinity')) !== undefined ||
    items(at(pods, 'topology_spread_constraint')).length > 0
  );
}
