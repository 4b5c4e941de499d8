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
    ...keptApart(before, after),
    ...(historyOf(before) !== '0' && historyOf(after) === '0'
      ? ['keeps no former version to go back to (revision_history_limit)']
      : []),
  ];
}

const GRACE = 'termination_grace_period_seconds';

function graceOf(block: Block): number {
  return Number(textOf(at(only(podSpec(block)), GRACE)) || '30');
}

function historyOf({ arguments: args }: Block): string {
  return textOf(at(only(args['spec']), 'revision_history_limit'));
}

function keptApart(before: Block, after: Block): readonly string[] {
  const [old, head] = [apartBy(before), apartBy(after)];
  if (old.size > 0 && head.size === 0)
    return ['no longer keeps its pods apart: one machine may run them all'];
  const gone = [...old.keys()].filter((key) => !head.has(key));
  const softer = [...old].filter(([key, must]) => must && head.get(key) === false).map(([key]) => key);
  return [
    ...(gone.length === 0 ? [] : [`no longer keeps its pods apart by ${gone.join(', ')}`]),
    ...(softer.length === 0 ? [] : [`only prefers to keep its pods apart by ${softer.join(', ')}`]),
  ];
}

/** What its pods are kept apart by → whether they must be: a pod waits where that can't be. */
function apartBy(block: Block): ReadonlyMap<string, boolean> {
  const pods = only(podSpec(block));
  const anti = only(at(only(at(pods, 'affinity')), 'pod_anti_affinity'));
  const terms = (how: string): readonly Json[] =>
    items(at(anti, `${how}_during_scheduling_ignored_during_execution`));
  const found = [
    ...items(at(pods, 'topology_spread_constraint')).map((each) => ({
      key: textOf(at(each, 'topology_key')),
      must: textOf(at(each, 'when_unsatisfiable')) !== 'ScheduleAnyway',
    })),
    ...terms('required').map((term) => ({ key: textOf(at(term, 'topology_key')), must: true })),
    ...terms('preferred').map((each) => ({
      key: textOf(at(only(at(each, 'pod_affinity_term')), 'topology_key')),
      must: false,
    })),
  ];
  const musts = new Set(found.flatMap(({ key, must }) => (must ? [key] : [])));
  return new Map(found.map(({ key }) => [key, musts.has(key)]));
}
