import type { Digest } from '../constructs/image-build';
import { type Finding, problem } from '../core/findings';
import { locationIn, shown } from '../core/json-file';
import { type Pipeline, stagesOf } from './pipeline';
import { type Release, type ReleaseEvent, selects } from './release';

/** A rollback by which an environment left a digest. */
export interface LeftByRollback {
  /** The environment's name. */
  readonly environment: string;
  /** The release file that says so. */
  readonly path: string;
  /** The event that restored another digest in its place. */
  readonly event: ReleaseEvent;
}

/**
 * The rollbacks by which environments left a digest, and have not selected it again since.
 * @param seen what of each release counts: what came later is no argument against an earlier selection @default all of it
 * @example
 * rollbacksFrom(pipeline, 'api', digest).map(({ environment }) => environment); // ['prod-eu']
 */
export function rollbacksFrom(
  pipeline: Pipeline,
  service: string,
  digest: Digest,
  seen: (release: Release) => readonly ReleaseEvent[] = ({ history }) => history,
): readonly LeftByRollback[] {
  return stagesOf(pipeline, service).flatMap(({ name: environment }) => {
    const { path, release } = pipeline.releases.find(environment, service) ?? {};
    const event = release && lastRollbackFrom(seen(release), digest);
    return path === undefined || event === undefined ? [] : [{ environment, path, event }];
  });
}

/** The finding about a selection of what was left by a rollback. @param selecting the release file that selects it */
export function rolledBackBy(
  { environment, path, event }: LeftByRollback,
  selecting: string,
  digest: Digest,
): Finding {
  return problem({
    rule: 'promotion/rolled-back',
    path: locationIn(selecting, 'selected'),
    message: `must not be a digest that ${environment} rolled back`,
    value: digest,
    advice: `${path} says that ${event.by} left it at ${event.at}: ${shown(event.reason ?? '')}. Ship a fixed image; or, if this one is right here all the same, select it with \`--override rolledBack --reason "…"\`, which is recorded.`,
  });
}

function lastRollbackFrom(history: readonly ReleaseEvent[], digest: Digest): ReleaseEvent | undefined {
  let selected: Digest | undefined;
  let left: ReleaseEvent | undefined;
  for (const event of history.filter(selects)) {
    if (event.digest === digest) left = undefined;
    else if (event.event === 'restored' && selected === digest) left = event;
    selected = event.digest;
  }
  return left;
}
