import { type ClusterClient, Refusal } from '../../../operations/cluster';
import { clusterNodes } from '../../../operations/rolling/cluster-nodes';

/** A cluster that answers so each time that it is asked about a node; undefined where it has none. */
function answering(...answers: readonly (object | undefined)[]): ClusterClient {
  const left = [...answers];
  const readNode = () => {
    const answer = left.shift();
    return answer === undefined
      ? Promise.reject(new Refusal('the cluster refused', 404, 'nodes "one" not found'))
      : Promise.resolve(answer);
  };
  return {
    name: 'here',
    apis: () => Promise.resolve({ core: { readNode } }),
  } as unknown as ClusterClient;
}

const READY = { status: { conditions: [{ type: 'Ready', status: 'True' }] } };
const options = { timeoutMs: 1_000, tell: () => undefined };

test.each([
  ['ready', [READY], true],
  ['ready, and cordoned', [{ ...READY, spec: { unschedulable: true } }], false],
  ['not ready', [{ status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }], false],
  ['without a report of its kubelet', [{}], false],
  ['not there', [], false],
  ['removed while it is asked about', [READY, undefined], true],
])('of a node that is %s', async (_, answers, isServing) => {
  expect(await clusterNodes(answering(...answers), options).isServing('one')).toBe(isServing);
});
