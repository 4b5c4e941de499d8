import { Duration } from '../../constructs/quantities';
import { Failure } from '../../operations/process';
import { type EnvironmentCluster, explainObserved, observeServices, type SelectedService } from '../cluster';

interface AwaitOptions {
  readonly job: string;
  readonly tell: (message: string) => void;
  readonly stop?: AbortSignal;
}

/** A rollout that Terraform has given up may still come to its end. */
const PATIENCE = Duration.minutes(5);

/**
 * Waits until services run what is selected, and nothing older. Terraform alone does not know: a rollout that failed is applied as
 * well, and its next plan is empty.
 * @throws Failure that says which of them do not, and why
 */
export async function awaitRollouts(
  cluster: EnvironmentCluster,
  services: readonly SelectedService[],
  { job, tell, stop }: AwaitOptions,
): Promise<void> {
  const on: SelectedService[] = [];
  for (const one of services) if (!(await isOff(cluster, one))) on.push(one);
  const observed = await observeServices(cluster, on, {
    stableFor: Duration.seconds(0),
    patience: PATIENCE,
    tell: (message) => {
      tell(`${job} is ${message}`);
    },
    stop,
  });
  if (observed.every(({ judgement }) => judgement.runs)) return;
  throw new Failure(
    [
      `${job} did not run, since what it comes after does not run what is selected:`,
      ...(await explainObserved(cluster, observed)),
      '→ The next deploy runs it, once all of them do.',
    ].join('\n'),
  );
}

/** Whether it is scaled to no pods at all: then nothing older runs either. */
async function isOff(cluster: EnvironmentCluster, { service, digest }: SelectedService): Promise<boolean> {
  const rollout = await cluster.rollout(service);
  return rollout?.observed === true && rollout.digest === digest && rollout.desired + rollout.total === 0;
}
