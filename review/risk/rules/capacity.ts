import { at, entryOf, isOn, only, textOf, within } from '../../../core/json';
import { currentType, parseQuantity } from '../../../core/kubernetes';
import { type BlockChange, dotted } from '../../diff';
import type { Block } from '../../synth';
import { containersOf, kindOf } from '../../workloads';
import type { RiskRule } from '../risk';

/** Arguments that set a size, a number, or a request. */
const AMOUNTS = [
  /^spec\.(replicas|min_replicas|max_replicas|metric|min_available|max_unavailable)(\.|$)/,
  /(container|spec)\.resources(\.|$)/,
  /^spec\.resources\.requests/,
  /\.size_limit$/,
  /^(vcpu|memory|cpu|size|disk\.size)(\.|$)/,
  /^(instance_class|instance_types?|machine_type|node_type|vm_size|allocated_storage|memory_size)(\.|$)/,
  /^(min|max)_(size|capacity)$|^desired_(capacity|count)$|^node_count$|^scaling_config\.|^autoscaling\./,
];

/** What changes when an autoscaler or a budget comes or goes. */
const SIZERS: Readonly<Record<string, readonly [comes: string, goes: string]>> = {
  kubernetes_horizontal_pod_autoscaler_v2: [
    'changes how many pods there may be',
    'no longer scales: the number of pods stays as it is',
  ],
  kubernetes_pod_disruption_budget_v1: [
    'says how many pods a drain may take at once',
    'no longer limits how many pods a drain takes at once',
  ],
};

/** How much of something there is, and how much is requested. */
export const capacity: RiskRule = ({ change, leafDifferences, inProtected }) => {
  const { block, action } = change;
  const sizer = block.kind === 'resource' ? entryOf(SIZERS, currentType(block.type)) : undefined;
  const blocked = blocksDrains(change) ? [risk(BLOCKED, inProtected)] : [];
  if (sizer !== undefined && (action === 'create' || action === 'delete'))
    return [...blocked, risk(sizer[action === 'create' ? 0 : 1])];
  if (block.kind !== 'resource' || action === 'create') return [];
  if (isScaledToNone(change)) return [risk('is scaled to none: nothing of it runs any more', inProtected)];
  if (isSuspended(change)) return [risk('is suspended: it does not run any more', inProtected)];
  const far = [...farLess(change), ...farLessMemory(change)];
  if (far.length > 0) return [...blocked, risk(`has far less: ${far.join(', ')}`, inProtected)];
  const amounts = leafDifferences
    .map(({ path }) => dotted(path))
    .filter((argument) => AMOUNTS.some((amount) => amount.test(argument)));
  const last = [...new Set(amounts.map((argument) => argument.split('.').slice(-2).join('.')))].sort();
  return [...blocked, ...(last.length === 0 ? [] : [risk(`has another size: ${last.join(', ')}`)])];
};

const BLOCKED = 'lets no pod go: a drain of their machines waits for ever';

/** Whether a disruption budget allows no disruption, whatever the number of pods. */
function blocksDrains({ before, after }: BlockChange): boolean {
  return isBlocking(after) && !isBlocking(before);
}

function isBlocking(block: Block | undefined): boolean {
  if (block === undefined || kindOf(block) !== 'PodDisruptionBudget') return false;
  const spec = only(block.arguments['spec']);
  return /^0%?$/.test(textOf(at(spec, 'max_unavailable'))) || textOf(at(spec, 'min_available')) === '100%';
}

function isSuspended({ before, after }: BlockChange): boolean {
  const suspend = (block: Block | undefined) => at(only(block?.arguments['spec']), 'suspend');
  return after !== undefined && kindOf(after) === 'CronJob' && isOn(suspend(after)) && !isOn(suspend(before));
}

/** Arguments that say how many of something there are to be. */
const NUMBERS = [
  ['spec', 'replicas'],
  ['desired_count'],
  ['desired_capacity'],
  ['scaling_config', 'desired_size'],
  ['node_count'],
  ['target_size'],
  ['reserved_concurrent_executions'],
  ['max_size'],
  ['max_capacity'],
];

/** Between how many an autoscaler decides. */
const BOUNDS = [
  ['spec', 'min_replicas'],
  ['spec', 'max_replicas'],
  ['min_size'],
  ['min_capacity'],
  ['scaling_config', 'min_size'],
  ['scaling_config', 'max_size'],
  ['autoscaling', 'min_node_count'],
  ['autoscaling', 'max_node_count'],
];

/** What remains of much is a quarter of it, or none. */
function farLess({ before, after }: BlockChange): readonly string[] {
  return [...NUMBERS, ...BOUNDS].flatMap((path) => {
    const [old, head] = [before, after].map((block) => textOf(within(block?.arguments, path)));
    if (!/^\d+$/.test(old ?? '') || !/^\d+$/.test(head ?? '')) return [];
    const [was, is] = [Number(old), Number(head)];
    return was > 1 && is * 4 <= was ? [`${path.join('.')} ${was} → ${is}`] : [];
  });
}

function isScaledToNone({ before, after }: BlockChange): boolean {
  return NUMBERS.some((path) => {
    const [old, head] = [before, after].map((block) => textOf(within(block?.arguments, path)));
    return head === '0' && old !== '0';
  });
}

/** The same of what containers that stay may have of memory: what needs more is ended. */
function farLessMemory({ before, after }: BlockChange): readonly string[] {
  if (before === undefined || after === undefined) return [];
  const limits = (block: Block): ReadonlyMap<string, string> =>
    new Map(
      containersOf(block).map(({ name, json }) => [
        name,
        textOf(within(json, ['resources', 'limits', 'memory'])),
      ]),
    );
  const old = limits(before);
  return [...limits(after)].flatMap(([name, head]) => {
    const [was, is] = [parseQuantity(old.get(name) ?? ''), parseQuantity(head)];
    return was !== undefined && is !== undefined && is * 4 <= was
      ? [`memory of ${name} ${old.get(name) ?? ''} → ${head}`]
      : [];
  });
}

function risk(reason: string, needsApproval = false) {
  return { level: 'capacity', reason, needsApproval } as const;
}
