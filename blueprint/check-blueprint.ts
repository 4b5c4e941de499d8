import type { Finding } from '../findings';
import type { Blueprint } from './blueprint';
import { clusterProvides } from './rules/cluster-provides';
import { connections } from './rules/connections';
import { domains } from './rules/domains';
import { hosts } from './rules/hosts';
import { images } from './rules/images';
import { machines } from './rules/machines';
import { names } from './rules/names';
import { networks } from './rules/networks';
import { nodePool } from './rules/node-pool';
import { promotionOrder } from './rules/promotion-order';
import { reached } from './rules/reached';
import { releases } from './rules/releases';
import { secrets } from './rules/secrets';
import { serviceSettings } from './rules/service-settings';
import { stacks } from './rules/stacks';
import { workloads } from './rules/workloads';

type Rule = (blueprint: Blueprint) => readonly Finding[];

/** What is judged value by value. */
const VALUES: readonly Rule[] = [
  images,
  names,
  promotionOrder,
  serviceSettings,
  connections,
  workloads,
  machines,
  reached,
  clusterProvides,
  secrets,
  domains,
  releases,
];

/** What is computed from several values, which must be right for it to mean anything. */
const SUMS: readonly Rule[] = [stacks, networks, hosts, nodePool];

/** Everything that is wrong or worth knowing about what is to be synthesised, before anything is. Pure. */
export function checkBlueprint(blueprint: Blueprint): readonly Finding[] {
  const values = VALUES.flatMap((rule) => rule(blueprint));
  if (values.some(({ severity }) => severity === 'error')) return values;
  return [...values, ...SUMS.flatMap((rule) => rule(blueprint))];
}
