import { at, items, type Json, only, textOf, within } from '../../../core/json';
import type { Kind } from '../../../core/kubernetes';
import { type BlockChange, keysOf } from '../../diff';
import type { Block } from '../../synth';
import { containersOf, kindOf, podSpecPath } from '../../workloads';
import { type Risk, type RiskRule, risksOf } from '../risk';
import { ignoresChangesTo } from '../replacement';

const risk = risksOf('availability');
const ROLLED: ReadonlySet<Kind | undefined> = new Set<Kind>(['Deployment', 'StatefulSet', 'DaemonSet']);

/** What restarts pods, and what takes an outage. */
export const rollout: RiskRule = ({ change, replacedBecause, inProtected }) => {
  const { before, after, block } = change;
  if (before === undefined || after === undefined || replacedBecause.length > 0) return [];
  if (!ROLLED.has(kindOf(block))) return [];
  return [
    ...(strategyOf(after) === 'Recreate' && strategyOf(before) !== 'Recreate'
      ? [
          risk(
            'stops all its pods before new ones start, from now on: each rollout is an outage (Recreate)',
            inProtected,
          ),
        ]
      : []),
    ...lostBy(before, after).map((lost) => risk(lost, inProtected)),
    ...rolls(change),
  ];
};

function rolls(change: BlockChange): readonly Risk[] {
  const template = podSpecPath(change.block)?.slice(0, -1) ?? [];
  const ignored = ignoresChangesTo(change.after?.arguments ?? {});
  const isRolled = change.differences.some(({ path }) => {
    const keys = keysOf(path);
    return template.every((key, place) => keys[place] === key) && !ignored(keys.join('.'));
  });
  if (!isRolled || change.after === undefined) return [];
  return strategyOf(change.after) === 'Recreate'
    ? [risk('restarts all its pods at once (Recreate): it is down meanwhile', false)]
    : [{ level: 'rest', reason: 'rolls its pods', needsApproval: false }];
}

function strategyOf(block: Block): string {
  return textOf(within(block.arguments, ['spec', 'strategy', 'type'])) || 'RollingUpdate';
}

/** What containers that stay no longer have, of what keeps visitors from noticing a rollout. */
function lostBy(before: Block, after: Block): readonly string[] {
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
