import { isOn, textOf, within } from '../../../core/json';
import type { Kind } from '../../../core/kubernetes';
import { type BlockChange, keysOf } from '../../diff';
import type { Block } from '../../synth';
import { kindOf, podSpecPath } from '../../workloads';
import { type Risk, type RiskRule, risksOf } from '../risk';
import { lostBy, noticed } from './lost-care';

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
    ...(stopsAll(after) && !stopsAll(before)
      ? [risk('may stop all its pods at once in a rollout (max_unavailable)', inProtected)]
      : []),
    ...lostBy(before, after).map((lost) => risk(lost, inProtected)),
    ...noticed(before, after).map((reason) => risk(reason, false)),
    ...(holdsBack(after) === undefined ? rolls(change) : heldBack(before, after)),
    ...(partitionOf(after) > partitionOf(before)
      ? [risk(`rolls only its pods from number ${partitionOf(after)} on (partition)`, false)]
      : []),
    ...(holdsBack(before) !== undefined && holdsBack(after) === undefined ? [RESUMES] : []),
  ];
};

/** Whether no pod need be ready while others are replaced. Without a number of replicas, an autoscaler decides. */
function stopsAll({ arguments: args }: Block): boolean {
  const most = textOf(within(args, ['spec', 'strategy', 'rolling_update', 'max_unavailable']));
  const replicas = Number(textOf(within(args, ['spec', 'replicas'])) || 'NaN');
  return most.endsWith('%') ? parseFloat(most) >= 100 : Number(most) > 0 && Number(most) >= replicas;
}

/** Why pods stay as they are when their template changes; undefined where they do not. */
function holdsBack({ arguments: args }: Block): string | undefined {
  if (isOn(within(args, ['spec', 'paused']))) return 'paused';
  // A daemon set says `strategy` where a stateful set says `update_strategy`.
  const types = ['update_strategy', 'strategy'].map((name) => textOf(within(args, ['spec', name, 'type'])));
  return types.find((type) => type === 'OnDelete');
}

const RESUMES: Risk = {
  level: 'rest',
  reason: 'rolls by itself again, also what has waited',
  needsApproval: false,
};

/** The first of the pods of a set that a rollout replaces. */
function partitionOf({ arguments: args }: Block): number {
  return Number(textOf(within(args, ['spec', 'update_strategy', 'rolling_update', 'partition'])) || '0');
}

function heldBack(before: Block, after: Block): readonly Risk[] {
  const how = holdsBack(after);
  return how === undefined || how === holdsBack(before)
    ? []
    : [
        risk(
          `no longer rolls its pods: they stay as they are until somebody deletes them or rolls (${how})`,
          false,
        ),
      ];
}

function rolls(change: BlockChange): readonly Risk[] {
  const template = podSpecPath(change.block)?.slice(0, -1) ?? [];
  const isRolled = change.differences.some(({ path }) => {
    const keys = keysOf(path);
    return template.every((key, place) => keys[place] === key);
  });
  if (!isRolled || change.after === undefined) return [];
  return strategyOf(change.after) === 'Recreate'
    ? [risk('restarts all its pods at once (Recreate): it is down meanwhile', false)]
    : [{ level: 'rest', reason: 'rolls its pods', needsApproval: false }];
}

function strategyOf(block: Block): string {
  return textOf(within(block.arguments, ['spec', 'strategy', 'type'])) || 'RollingUpdate';
}
