import { Failure } from '../../process';
import type { ClusterClient } from '../client/cluster-client';

/** On nodes that were cordoned from here: an operator's own cordon is not lifted. */
const OURS = 'slipway/cordoned';

/** Lets no new pods be scheduled on a node. @throws Refusal where the cluster has no such node */
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
 * Lets pods be scheduled on a node again.
 * @throws Refusal where the cluster has no such node
 * @throws Failure where somebody else has cordoned it
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
