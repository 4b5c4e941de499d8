import { setTimeout as pause } from 'node:timers/promises';
import type { Duration } from '../../constructs/quantities';
import type { EnvironmentCluster } from './environment-cluster';
import { judgeRollout, type RolloutJudgement } from './judge-rollout';

/** A service, and the digest that is selected for it. */
export interface SelectedService {
  readonly service: string;
  /** The container that is to run it. @default the service's own */
  readonly container?: string;
  readonly digest: string;
}

/** The same, and whether the cluster runs that digest. */
export type ObservedService<S extends SelectedService = SelectedService> = S & {
  readonly judgement: RolloutJudgement;
};

interface ObserveOptions {
  /** How long each service must have been available. */
  readonly stableFor: Duration;
  /** How long to keep looking while waiting may help. */
  readonly patience: Duration;
  /** Gets what is being waited for, whenever that changes. */
  readonly tell: (message: string) => void;
  /** Ends the waiting when aborted. @default never */
  readonly stop?: AbortSignal;
}

const INTERVAL_MS = 2_000;

/** Asks the cluster which digest it runs of each service. @throws Failure where the cluster does not answer */
export async function observeServices<S extends SelectedService>(
  cluster: EnvironmentCluster,
  selected: readonly S[],
  { stableFor, patience, tell, stop }: ObserveOptions,
): Promise<readonly ObservedService<S>[]> {
  const end = Date.now() + patience.toSeconds() * 1000;
  let told = '';
  for (;;) {
    const observed: ObservedService<S>[] = [];
    for (const one of selected) {
      const rollout = await cluster.rollout(one.service, one.container);
      const judgement = judgeRollout(rollout, one.digest, { now: new Date(), stableFor });
      observed.push({ ...one, judgement });
    }
    const open = observed.flatMap((one) =>
      one.judgement.runs || one.judgement.final ? [] : [`${nameOf(one)}: ${one.judgement.why}`],
    );
    if (open.length === 0 || Date.now() >= end || stop?.aborted === true) return observed;
    // Seconds that pass are not a change.
    const state = open.join('; ').replace(/available for \d+ s/g, 'available');
    if (state !== told) tell(`waiting for ${open.join('; ')}`);
    told = state;
    await pause(Math.min(INTERVAL_MS, Math.max(0, end - Date.now())), undefined, { signal: stop }).catch(
      () => undefined,
    );
  }
}

/** The services that do not run what is selected, with the causes that the cluster knows: a line each. */
export async function explainObserved(
  cluster: EnvironmentCluster,
  observed: readonly ObservedService[],
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const one of observed) {
    if (one.judgement.runs) continue;
    lines.push(
      `  ${nameOf(one)}: ${one.judgement.why}`,
      ...(await cluster.causes(one.service)).map((cause) => `  ${cause}`),
    );
  }
  return lines;
}

function nameOf({ service, container }: SelectedService): string {
  return container === undefined ? service : `${service}, container ${container}`;
}
