import { setTimeout as pause } from 'node:timers/promises';
import type { Duration } from '../../constructs/quantities';
import type { Digest } from '../../constructs/image-build';
import { type Judgement, judgeRollout } from './judge-rollout';
import type { Live } from './live';

/** A service, and the digest that is selected for it. */
export interface Selected {
  readonly service: string;
  readonly digest: Digest;
}

/** What a look at the cluster said of it. */
export interface Seen extends Selected {
  readonly judgement: Judgement;
}

export interface LookOptions {
  /** How long each must have been available. */
  readonly stableFor: Duration;
  /** How long to look again and again, while to wait may help. */
  readonly patience: Duration;
  /** Hears what is waited for, whenever that changes. */
  readonly tell: (message: string) => void;
}

const BETWEEN_LOOKS_MS = 2_000;

/** Looks at what the cluster runs of each service. @throws Failure where it does not answer */
export async function look(
  live: Live,
  selected: readonly Selected[],
  { stableFor, patience, tell }: LookOptions,
): Promise<readonly Seen[]> {
  const end = Date.now() + patience.toSeconds() * 1000;
  let told = '';
  for (;;) {
    const seen: Seen[] = [];
    for (const { service, digest } of selected) {
      const rollout = await live.rollout(service);
      const judgement = judgeRollout(rollout, digest, { now: new Date(), stableFor });
      seen.push({ service, digest, judgement });
    }
    const open = seen.flatMap(({ service, judgement }) =>
      judgement.runs || judgement.final ? [] : [`${service}: ${judgement.why}`],
    );
    if (open.length === 0 || Date.now() >= end) return seen;
    // The seconds that pass are no news.
    const news = open.join('; ').replace(/available for \d+ s/g, 'available');
    if (news !== told) tell(`waiting for ${open.join('; ')}`);
    told = news;
    await pause(Math.min(BETWEEN_LOOKS_MS, Math.max(0, end - Date.now())));
  }
}
