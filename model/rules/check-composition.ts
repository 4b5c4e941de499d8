import type { Finding, Severity } from '../../core/findings';
import { compareText } from '../../core/text';
import type { ResolvedComposition } from '../composition';
import { apart } from './apart';
import { checks } from './checks';
import { clusterProvides } from './cluster-provides';
import { connections } from './connections';
import { domains } from './domains';
import { drains } from './drains';
import { groups } from './groups';
import { hostPaths } from './host-paths';
import { hostPorts } from './host-ports';
import { hosts, sharedHosts } from './hosts';
import { images } from './images';
import { imports } from './imports';
import { joining } from './joining';
import { jobs } from './jobs';
import { localVolumes } from './local-volumes';
import { machines } from './machines';
import { metadata } from './metadata';
import { names } from './names';
import { networks } from './networks';
import { nodeLabels } from './node-labels';
import { nodePorts } from './node-ports';
import { nodePool } from './node-pool';
import { nodePoolRoom } from './node-room';
import { nodeTaints } from './node-taints';
import { notRun } from './not-run';
import { placement, placementFiles } from './placement';
import { podSecurity } from './pod-security';
import { promotionOrder, promotionTimes } from './pipeline';
import { reached } from './reached';
import { releases } from './releases';
import { removedData } from './removed-data';
import { rolls } from './rolls';
import { secrets } from './secrets';
import { serviceSettings } from './service-settings';
import { stacks } from './stacks';
import { takenAddresses } from './taken-addresses';
import { topology } from './topology';
import { workloads } from './workloads';

type Rule = (composition: ResolvedComposition) => readonly Finding[];

/**
 * Rules in the order in which they can be trusted: a list computes with what those before it know to be right, and is
 * judged only where they found no error. Placement needs right values; sums over hosts need every slot placed.
 */
const RULES: readonly (readonly Rule[])[] = [
  [
    names,
    metadata,
    promotionOrder,
    promotionTimes,
    groups,
    checks,
    serviceSettings,
    connections,
    notRun,
    images,
    imports,
    workloads,
    jobs,
    reached,
    hosts,
    placementFiles,
    removedData,
    machines,
    rolls,
    networks,
    takenAddresses,
    nodePool,
    joining,
    clusterProvides,
    secrets,
    domains,
    nodePorts,
    hostPorts,
    hostPaths,
    localVolumes,
    nodeLabels,
    nodeTaints,
    apart,
    topology,
    stacks,
    releases,
  ],
  [placement],
  [sharedHosts, nodePoolRoom, drains, podSecurity],
];

/** The weightiest first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** Everything that is wrong or worth knowing about what is to be synthesised, the weightiest first. Pure. */
export function checkComposition(composition: ResolvedComposition): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rules of RULES) {
    findings.push(...rules.flatMap((rule) => rule(composition)));
    if (findings.some(({ severity }) => severity === 'error')) break;
  }
  const weightOf = ({ severity }: Finding) => SEVERITIES.indexOf(severity);
  return findings.sort((a, b) => weightOf(a) - weightOf(b) || compareText(keyOf(a), keyOf(b)));
}

/** The order in which things are written down is not the order of the report. */
function keyOf({ path, rule, message }: Finding): string {
  return JSON.stringify([path, rule, message]);
}
