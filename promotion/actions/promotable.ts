import type { Digest } from '../../constructs/image-build';
import { namesBefore } from '../../core/pipeline';
import { by } from '../../core/text';
import { needsAll, type Pipeline, type PipelineStage } from '../pipeline';
import { firstEvent, recordOf, type Release, selects } from '../release';

/**
 * The digests that were selected and not rolled back, the newest last. A rollback drops what came after the digest that it
 * restores.
 */
export function keptSelections(release: Release | undefined): readonly Digest[] {
  const selections = release?.history.filter(selects) ?? [];
  return kept(selections.map(({ event, digest }) => ({ what: digest, isRestored: event === 'restored' })));
}

/** Of what was selected one after the other, what no rollback dropped. */
export function kept<T>(
  selections: readonly { readonly what: T; readonly isRestored: boolean }[],
): readonly T[] {
  const stack: T[] = [];
  for (const { what, isRestored } of selections) {
    const known = stack.lastIndexOf(what);
    if (known === -1) stack.push(what);
    else if (isRestored) stack.length = known + 1;
    else stack.push(...stack.splice(known, 1));
  }
  return stack;
}

/** Whether a digest can be shipped at all: it is not a sample, and nobody rejected it. */
export function shippable({ releases }: Pipeline, service: string) {
  const all = releases.filesOf(service).flatMap(({ release }) => release ?? []);
  return (digest: Digest): boolean =>
    all.every(
      (release) =>
        recordOf(release, digest)?.sample !== true && firstEvent(release, 'rejected', digest) === undefined,
    );
}

/**
 * The newest digest that an environment offers. It offers what it has selected and verified, has not rolled back, and can be shipped.
 *
 * @example
 * promotable(pipeline, 'staging', 'api'); // the digest that a promotion from staging would take
 */
export function promotable(pipeline: Pipeline, from: string, service: string): Digest | undefined {
  return offered(pipeline, from, service).at(-1);
}

function offered(pipeline: Pipeline, from: string, service: string): readonly Digest[] {
  const release = pipeline.releases.releaseOf(from, service);
  const ships = shippable(pipeline, service);
  return keptSelections(release).filter(
    (digest) => firstEvent(release, 'verified', digest) !== undefined && ships(digest),
  );
}

/**
 * What a promotion into a stage takes, and from which of the stages before it. `all(…)`: the newest digest that each of them offers.
 * `any(…)`: of the newest of each, the one that was verified last. Where there is no such digest, the first stage, whose state says why.
 *
 * @param stage as {@link stagesOf} gives it for the service
 * @returns undefined where nothing comes before the stage
 * @example
 * promotableInto(pipeline, { name: 'prod', after: { all: ['eu', 'us'] } }, 'api'); // { from: 'eu', digest }
 */
export function promotableInto(
  pipeline: Pipeline,
  { after }: PipelineStage,
  service: string,
): { readonly from: string; readonly digest?: Digest } | undefined {
  const offers = namesBefore(after).map((from) => ({
    from,
    digests: offered(pipeline, from, service),
  }));
  const [first] = offers;
  if (first === undefined) return undefined;
  if (needsAll(after)) {
    const digest = first.digests.findLast((one) => offers.every(({ digests }) => digests.includes(one)));
    if (digest !== undefined) return { from: first.from, digest };
    // What one lacks is named by the rule that refuses what another has.
    const having = offers.find(({ digests }) => digests.length > 0) ?? first;
    return { from: having.from, digest: having.digests.at(-1) };
  }
  const verified = offers.flatMap(({ from, digests }) => {
    const digest = digests.at(-1);
    const release = pipeline.releases.releaseOf(from, service);
    const at = digest && firstEvent(release, 'verified', digest)?.at;
    return digest === undefined || at === undefined ? [] : [{ from, digest, at }];
  });
  const newest = verified.sort(by(({ at }) => at)).at(-1);
  return newest === undefined ? { from: first.from } : { from: newest.from, digest: newest.digest };
}
