import { type Finding, problem } from '../../../core/findings';
import type { V1Node } from '../client/api-objects';
import { isReady, takesPods } from '../nodes/node-state';
import type { ServicesNeeds } from './needs';

/** Checks that there are schedulable nodes, and that the services' images are built for their platforms. */
export function checkNodes(nodes: readonly V1Node[], { path, platforms }: ServicesNeeds): readonly Finding[] {
  const open = nodes.filter(takesPods);
  if (open.length === 0)
    return [
      problem({
        rule: 'cluster/nodes',
        path: `${path}.cluster`,
        message: 'must have a node that is ready and takes new pods',
        value: nodes.length === 0 ? 'without nodes' : nodes.map(describe).sort().join(', '),
        advice: 'Check the machines, or uncordon one: `kubectl get nodes`.',
      }),
    ];
  return [
    ...closed(nodes, path),
    ...Object.entries(platforms).flatMap((entry) => checkPlatform(open, path, ...entry)),
  ];
}

function closed(nodes: readonly V1Node[], path: string): readonly Finding[] {
  const names = nodes
    .filter((node) => !takesPods(node))
    .map(describe)
    .sort();
  if (names.length === 0) return [];
  return [
    {
      rule: 'cluster/nodes',
      severity: 'note',
      path: `${path}.cluster`,
      message: 'has nodes that take no new pods',
      value: names.join(', '),
      advice: 'A rollout needs room on the others.',
    },
  ];
}

function checkPlatform(
  nodes: readonly V1Node[],
  path: string,
  service: string,
  platforms: readonly string[],
): readonly Finding[] {
  // The platforms of the image are not recorded, so there is nothing to compare.
  if (platforms.length === 0) return [];
  const others = nodes.filter(
    (node) => !platforms.some((platform) => platform.split('/').slice(0, 2).join('/') === platformOf(node)),
  );
  if (others.length === 0) return [];
  const none = others.length === nodes.length;
  const there = [...new Set(others.map(platformOf))].sort().join(', ');
  return [
    {
      rule: 'cluster/platform',
      severity: none ? 'error' : 'warning',
      path: `${path}.services.${service}`,
      message: `must be built for the platform of the nodes, ${there}`,
      value: platforms.join(', '),
      advice: none
        ? 'Build the image for it (`platform` of the build), and release that.'
        : 'Pods may be put on nodes on which they cannot run: build for both, or taint the nodes of the other platform.',
    },
  ];
}

function describe(node: V1Node): string {
  return `${node.metadata?.name ?? ''} (${isReady(node) ? 'cordoned' : 'not ready'})`;
}

function platformOf({ status }: V1Node): string {
  return `${status?.nodeInfo?.operatingSystem ?? ''}/${status?.nodeInfo?.architecture ?? ''}`;
}
