import { type ClusterClient, findWorkload, type V1Job } from '../cluster';
import { causesIn } from './causes-in';
import { gatherEvidence } from './gather-evidence';
import { renderCauses } from './render-causes';

/**
 * Why a workload does not come up: the causes, most serious first, each with a few lines and advice, together no more than a
 * screen. Empty if nothing is wrong. Includes the last lines that a crashed container logged.
 */
export async function diagnose(
  cluster: ClusterClient,
  namespace: string,
  name: string,
): Promise<readonly string[]> {
  const workload = await findWorkload(cluster, namespace, name);
  if (workload === undefined)
    return [
      `${name}: the namespace ${namespace} has no deployment, stateful set or daemon set of this name\n` +
        '    → The API server did not take it: the error of the deploy says why.',
    ];
  return renderCauses(name, causesIn(await gatherEvidence(cluster, namespace, name, workload)));
}

/** Why a run of a job failed or does not start, in the same form, with the last lines that it logged. */
export async function diagnoseJob(
  cluster: ClusterClient,
  namespace: string,
  name: string,
  object: V1Job,
): Promise<readonly string[]> {
  return renderCauses(
    name,
    causesIn(await gatherEvidence(cluster, namespace, name, { kind: 'Job', object })),
  );
}
