import type { Digest } from '../constructs/image-build';
import type { Finding } from '../core/findings';
import { namesBefore } from '../core/pipeline';
import { candidateOf, promotableInto, promoteGroup, promoteImage } from './actions';
import { keyOf, selectionPointsOf, togetherIn } from './combinations';
import { type PromotionUnit, unitOf } from './groups';
import { type Obstacle, obstacleOf, OVERRIDDEN } from './obstacle';
import { needsAll, type Pipeline, type PipelineStage } from './pipeline';
import { firstEvent, type Override, recordOf, type ReleaseEvent, type ReleaseRecord } from './release';
import { spansOf } from './soak';
import { secondsIn, type Span, timeAfter } from './spans';

/** An image that the stage before has verified and this one has not selected. */
export interface Waiting {
  /** The environment that has verified it. */
  readonly from: string;
  /** The image, as that environment recorded it. */
  readonly record: ReleaseRecord;
  /** When it was verified there; of a group, all of it together. */
  readonly verifiedAt: string;
  /** How long, in seconds, that environment has selected and verified it; of a group, all of it together. */
  readonly soakedSeconds: number;
  /** When it has soaked long enough; absent where the time does not grow, since another image is selected there. */
  readonly soakedAt?: string;
  /** What a promotion of it would be refused for now; empty where it only waits for that promotion. */
  readonly obstacles: readonly Obstacle[];
  /** Those of them that a person may override. */
  readonly heldUpBy: readonly Override[];
}

/** Nothing is written: this is only asked. */
const ASKING = 'slipway releases';

/** What would be promoted, with what else, and what blocks it. */
interface Move {
  readonly from: string;
  readonly digest: Digest;
  /** When an environment had it selected and verified. */
  readonly spansIn: (environment: string) => readonly Span[];
  readonly findings: readonly Finding[];
}

/** The image that a promotion into a stage would take, and what blocks that promotion at an instant. */
export function waitingInto(
  pipeline: Pipeline,
  stage: PipelineStage,
  service: string,
  at: string,
): Waiting | undefined {
  const unit = unitOf(pipeline, stage, service);
  const move =
    unit === undefined
      ? moveOfOne(pipeline, stage, service, at)
      : moveTogether(pipeline, stage, unit, service, at);
  if (move === undefined) return undefined;
  const { from, digest, spansIn, findings } = move;
  const before = pipeline.releases.releaseOf(from, service);
  const record = recordOf(before, digest);
  const verification = firstEvent(before, 'verified', digest);
  const [together] = unit === undefined ? [] : spansIn(from);
  const verifiedAt = together?.from ?? verification?.at;
  if (record === undefined || verifiedAt === undefined) return undefined;
  const enough = soakedInto(stage, spansIn);
  const about = { stage, service, digest, from, at, enough };
  const obstacles = findings.map((finding) => obstacleOf(pipeline, finding, about));
  return {
    from,
    record,
    verifiedAt,
    soakedSeconds: secondsIn(spansIn(from), at),
    soakedAt: stage.soak === undefined ? verifiedAt : enough,
    obstacles,
    heldUpBy: [...new Set(obstacles.flatMap(({ rule }) => OVERRIDDEN[rule] ?? []))],
  };
}

function moveOfOne(pipeline: Pipeline, stage: PipelineStage, service: string, at: string): Move | undefined {
  const { from, digest } = promotableInto(pipeline, stage, service) ?? {};
  if (from === undefined || digest === undefined || wasSelected(pipeline, stage, service, digest))
    return undefined;
  const promotion = { service, from, to: stage.name, digest };
  return {
    from,
    digest,
    spansIn: (environment) => spansOf(pipeline.releases.releaseOf(environment, service), digest),
    findings: promoteImage(pipeline, promotion, { at, by: ASKING }).findings,
  };
}

function moveTogether(
  pipeline: Pipeline,
  { name: to }: PipelineStage,
  unit: PromotionUnit,
  service: string,
  at: string,
): Move | undefined {
  const { releases } = pipeline;
  const candidate = candidateOf(pipeline, unit);
  const digest = candidate?.combination.get(service);
  if (candidate === undefined || digest === undefined) return undefined;
  const { from, combination } = candidate;
  if (releases.releaseOf(to, service)?.selected === digest) return undefined;
  const here = selectionPointsOf(releases, to, unit.services);
  if (here.some((point) => keyOf(point.combination) === keyOf(combination))) return undefined;
  return {
    from,
    digest,
    spansIn: (environment) => togetherIn(releases, environment, combination),
    findings: promoteGroup(pipeline, { group: unit.group, to }, { at, by: ASKING }).findings,
  };
}

/** What an environment selected once does not wait for it: it runs there, or was left. */
function wasSelected(
  { releases }: Pipeline,
  { name }: PipelineStage,
  service: string,
  digest: Digest,
): boolean {
  const history: readonly ReleaseEvent[] = releases.releaseOf(name, service)?.history ?? [];
  return history.some((event) => event.digest === digest && event.event === 'selected');
}

/** When it has soaked in all of the stages before one, or in any, as it needs; undefined where that time does not come by itself. */
function soakedInto({ after, soak }: PipelineStage, spansIn: Move['spansIn']): string | undefined {
  const times = namesBefore(after).map((name) => timeAfter(spansIn(name), soak?.toSeconds() ?? 0));
  const known = times.filter((time) => time !== undefined).sort();
  return needsAll(after) ? (known.length === times.length ? known.at(-1) : undefined) : known[0];
}
