import { Failure } from '../../process';
import type { ClusterClient } from '../client/cluster-client';

/** Marks nodes that Slipway cordoned, so that an operator's own cordon is never lifted. */
const OURS = 'slipway/cordoned';

/** Cordons a node: no new pods are scheduled on it. @throws Refusal if the cluster has no such node */
export async function cordon(cluster: ClusterClient, node: string): Promise<void> {
  const { core } = await cluster.apis();
  const { metadata, spec } = await core.readNode({ name: node });
  if (spec?.unschedulable === true) return;
  const annotations = { ...metadata?.annotations, [OURS]: 'true' };
  await core.patchNode({
    name: node,
    body: [
      { op: 'add', path: '/metadata/annotations', value: annotations },
      { op: 'add', path: '/spec/unschedulable', value: true },
    ],
  });
}

/**
 * Uncordons a node.
 * @throws Refusal if the cluster has no such node
 * @throws Failure if somebody else has cordoned it
 */
export async function uncordon(cluster: ClusterClient, node: string): Promise<void> {
  const { core } = await cluster.apis();
  const { metadata, spec } = await core.readNode({ name: node });
  if (spec?.unschedulable !== true) return;
  const { [OURS]: ours, ...annotations } = metadata?.annotations ?? {};
  if (ours === undefined)
    throw new Failure(
      `somebody has cordoned ${node}, and it stays so.\n→ When it may have pods again: kubectl uncordon ${node}`,
    );
  await core.patchNode({
    name: node,
    body: [
      { op: 'add', path: '/metadata/annotations', value: annotations },
      { op: 'add', path: '/spec/unschedulable', value: false },
    ],
  });
}
