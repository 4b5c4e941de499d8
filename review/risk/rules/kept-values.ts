import { items, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { dotted, keysOf } from '../../diff';
import type { Block } from '../../synth';
import { kindOf, podSpecPath } from '../../workloads';
import { isDestroyed, type RiskRule } from '../risk';

const ACCOUNT = 'service_account_name';
const OF_CONTAINERS = ['image_pull_policy', 'resources', 'resources.limits', 'resources.requests'];

/** Arguments that the kubernetes provider keeps where nothing is written: optional and computed in its source (2.38.0). */
const OF_PODS: readonly string[] = [
  ...[ACCOUNT, 'hostname', 'image_pull_secrets', 'node_name', 'readiness_gate', 'scheduler_name'],
  ...['container', 'init_container'].flatMap((each) => OF_CONTAINERS.map((name) => `${each}.${name}`)),
];
const LISTS = ['image_pull_secrets', 'readiness_gate'];
const OF_SERVICES = ['external_traffic_policy', 'internal_traffic_policy', 'ip_families', 'ip_family_policy'];

/** What is no longer written, and stays all the same: Terraform finds no difference there. */
export const keptValues: RiskRule = (context) => {
  const { change, isManifest, inProtected } = context;
  const { before, after, differences } = change;
  if (before === undefined || after === undefined || isManifest || isDestroyed(context)) return [];
  const kept = keptIn(after);
  const gone = differences
    .filter(({ path, after: value }) => value === undefined && kept.includes(dotted(path)))
    .filter(({ path }) => !hasOthers(after, keysOf(path)))
    .map(({ path }) => dotted(path));
  if (gone.length === 0) return [];
  const losesAccount = gone.some((path) => path.endsWith(ACCOUNT));
  return [
    {
      level: losesAccount ? 'availability' : 'rest',
      reason: `keeps ${firstOf([...new Set(gone)], MOST)}: the provider overlooks that it is no longer written; ${losesAccount ? "write 'default'" : 'write another value, or replace it (-replace)'}`,
      needsApproval: losesAccount && inProtected,
    },
  ];
};

/** Further ones are only counted. */
const MOST = 3;

function keptIn(block: Block): readonly string[] {
  const pods = podSpecPath(block)?.join('.');
  if (pods !== undefined) return OF_PODS.map((name) => `${pods}.${name}`);
  return kindOf(block) === 'Service' ? OF_SERVICES.map((name) => `spec.${name}`) : [];
}

/** Whether only one of several went: a list that is written is sent. */
function hasOthers({ arguments: args }: Block, keys: readonly string[]): boolean {
  return LISTS.includes(keys.at(-1) ?? '') && items(within(args, keys)).length > 0;
}
