import { at, items, type Json, only, textOf } from '../../../core/json';
import type { Block } from '../../synth';
import { containersOf, podSpec } from '../../workloads';

/** What containers that stay no longer have, of what keeps visitors from noticing a rollout. */
export function lostBy(before: Block, after: Block): readonly string[] {
  const head = new Map(containersOf(after).map(({ name, json }) => [name, json]));
  return containersOf(before).flatMap(({ name, json, isInit }) => {
    const now = head.get(name);
    if (now === undefined || isInit) return [];
    return [
      ...(has(json, 'readiness_probe') && !has(now, 'readiness_probe')
        ? [`loses the readiness probe of ${name}: visitors reach pods that are not ready`]
        : []),
      ...(preStop(json) && !preStop(now)
        ? [`loses preStop of ${name}: pods end while requests still reach them`]
        : []),
    ];
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
  const head = new Map(containersOf(after).map(({ name, json }) => [name, json]));
  const probes = containersOf(before).flatMap(({ name, json, isInit }) => {
    const now = head.get(name);
    if (now === undefined || isInit) return [];
    return (['liveness', 'startup'] as const)
      .filter((probe) => has(json, `${probe}_probe`) && !has(now, `${probe}_probe`))
      .map((probe) => `loses the ${probe} probe of ${name}`);
  });
  const [old, now] = [before, after].map((block) => only(podSpec(block)));
  const grace = ([old, now] as const).map((pods) => Number(textOf(at(pods, GRACE)) || '30'));
  const apart = ([old, now] as const).map(
    (pods) =>
      only(at(only(at(pods, 'affinity')), 'pod_anti_affinity')) !== undefined ||
      items(at(pods, 'topology_spread_constraint')).length > 0,
  );
  return [
    ...probes,
    ...(Number(grace[1]) < Number(grace[0])
      ? [`gives its pods ${Number(grace[1])} s to end in place of ${Number(grace[0])} s (${GRACE})`]
      : []),
    ...(apart[0] === true && apart[1] !== true
      ? ['no longer keeps its pods apart: one machine may run them all']
      : []),
  ];
}

const GRACE = 'termination_grace_period_seconds';
