import type { Digest } from '../constructs/image-build';
import type { Finding } from '../core/findings';
import { namesBefore } from '../core/pipeline';
import { freezeAt, freezeEnd } from './freeze';
import type { Pipeline, PipelineStage } from './pipeline';
import { firstEvent, type Override } from './release';
import { rollbacksFrom } from './rolled-back';

/** A rule that refuses a promotion now. */
export interface Obstacle {
  /** The rule's name: `promotion/soak`. */
  readonly rule: string;
  /** The environment in which it ends, or in which a person has something to do. */
  readonly environment: string;
  /** The service that it is about: of a group, perhaps another one. */
  readonly service: string;
  /** When it ends by itself; absent where a person must act. */
  readonly until?: string;
  readonly message: string;
  readonly advice: string;
}

/** The rules that a person may override, by those of the findings. */
export const OVERRIDDEN: Readonly<Record<string, Override>> = {
  'promotion/soak': 'soak',
  'promotion/freeze': 'freeze',
  'promotion/hold': 'hold',
  'promotion/rolled-back': 'rolledBack',
  'promotion/together': 'group',
};

/** What is to be promoted, and when that is asked. */
interface Asked {
  readonly stage: PipelineStage;
  readonly service: string;
  readonly digest: Digest;
  readonly from: string;
  readonly at: string;
  /** When it has soaked. */
  readonly enough: string | undefined;
}

/** A finding of a promotion that is asked about, with where and until when it stands. */
export function obstacleOf(
  pipeline: Pipeline,
  { rule, path, message, advice }: Finding,
  { stage, digest, from, at, enough, ...about }: Asked,
): Obstacle {
  const file = pipeline.releases.files.find((one) => path === one.path || path.startsWith(`${one.path}#`));
  const service = file?.service ?? about.service;
  const freeze = freezeAt(stage.freeze ?? [], at);
  const until = new Map([
    ['promotion/soak', enough],
    ['promotion/freeze', freeze && freezeEnd(freeze, at)],
  ]).get(rule);
  const where: Readonly<Record<string, string | undefined>> = {
    'promotion/soak': from,
    'promotion/verified': namesBefore(stage.after).find(
      (name) => firstEvent(pipeline.releases.releaseOf(name, service), 'verified', digest) === undefined,
    ),
    'promotion/rolled-back': rollbacksFrom(pipeline, service, digest)[0]?.environment,
  };
  return {
    rule,
    environment: where[rule] ?? file?.environment ?? stage.name,
    service,
    until,
    message,
    advice,
  };
}
