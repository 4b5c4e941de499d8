import { until } from '../../process';
import type { ClusterClient } from '../client/cluster-client';
import { ifFound } from '../client/refusal';
import type { NodeIdentity } from './node-identity';
import { unreadiness } from './node-state';
import { patiently } from './patiently';

interface AwaitNodeOptions {
  readonly timeoutMs: number;
  /**
   * Waits for a different machine or boot than this one: the node of a machine that no longer exists looks ready for another
   * 40 s.
   * @default any
   */
  readonly otherThan?: NodeIdentity;
  /** Stops waiting when aborted. @default never */
  readonly stop?: AbortSignal;
}

/** Waits until a node is ready. @throws Failure that says why it is not */
export async function awaitNode(
  cluster: ClusterClient,
  node: string,
  { timeoutMs, otherThan, stop }: AwaitNodeOptions,
): Promise<void> {
  const { core } = await cluster.apis();
  let lacks = '';
  const ask = async (): Promise<true | undefined> => {
    const answer = await patiently(ifFound(core.readNode({ name: node })));
    const unready = 'is' in answer ? unreadiness(answer.is, otherThan) : 'cannot be asked about';
    lacks = `${node} ${unready ?? ''}${'is' in answer ? '' : `: ${answer.missing}`}`;
    return unready === undefined ? true : undefined;
  };
  await until(`node ${node} of ${cluster.name} to be ready`, ask, {
    timeoutMs,
    everyMs: 1_000,
    stop,
    explain: () => lacks,
  });
}
