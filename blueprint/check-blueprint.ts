import type { Finding, Severity } from '../findings';
import type { Blueprint } from './blueprint';
import { clusterProvides } from './rules/cluster-provides';
import { connections } from './rules/connections';
import { domains } from './rules/domains';
import { hosts, sharedHosts } from './rules/hosts';
import { hypervisors } from './rules/hypervisors';
import { images } from './rules/images';
import { joining } from './rules/joining';
import { machines } from './rules/machines';
import { names } from './rules/names';
import { networks } from './rules/networks';
import { nodePool, nodePoolRoom } from './rules/node-pool';
import { placement, placementFiles } from './rules/placement';
import { promotionOrder } from './rules/promotion-order';
import { promotionTimes } from './rules/promotion-times';
import { reached } from './rules/reached';
import { removedData } from './rules/removed-data';
import { releases } from './rules/releases';
import { rolls } from './rules/rolls';
import { secrets } from './rules/secrets';
import { serviceSettings } from './rules/service-settings';
import { stacks } from './rules/stacks';
import { workloads } from './rules/workloads';

type Rule = (blueprint: Blueprint) => readonly Finding[];

/**
 * Rules in the order in which they can be trusted: a list computes with what those before it know to be right, and is
 * judged only where they found no error. Placement needs right values; sums over hosts need every slot placed.
 */
const RULES: readonly (readonly Rule[])[] = [
  [
    names,
    promotionOrder,
    promotionTimes,
    serviceSettings,
    connections,
    images,
    workloads,
    reached,
    hosts,
    hypervisors,
    placementFiles,
    removedData,
    machines,
    rolls,
    networks,
    nodePool,
    joining,
    clusterProvides,
    secrets,
    domains,
    stacks,
    releases,
  ],
  [placement],
  [sharedHosts, nodePoolRoom],
];

const WEIGHT: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** Everything that is wrong or worth knowing about what is to be synthesised, the weightiest first. Pure. */
export function checkBlueprint(blueprint: Blueprint): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rules of RULES) {
    findings.push(...rules.flatMap((rule) => rule(blueprint)));
    if (findings.some(({ severity }) => severity === 'error')) break;
  }
  return findings.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** The order in which things are written down is not the order of the report. */
function keyOf({ path, rule, message }: Finding): string {
  return JSON.stringify([path, rule, message]);
}
