import type { Digest } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import type { PromotionLine } from '../check-promotion';
import { placesIn } from '../place';
import { firstEvent, recordOf, type Release } from '../release';
import { withEvent } from './append';
import { type Deed, done, refused, type ReleaseStep } from './deed';
import { brokenBy, notWritable } from './lawful';
import { unreasoned } from './rollback-image';
import { isBlank } from './select';

/**
 * Makes it impossible to select an image of a service, in any environment and for good. Written into the first environment
 * that recorded it. An environment that selects it must roll back first: nothing is taken away from what runs.
 */
export function rejectImage(line: PromotionLine, service: string, digest: Digest, deed: Deed): ReleaseStep {
  const releases = line.environments.flatMap(({ name }) => line.releases.find(name, service)?.release ?? []);
  const rejected = releases.find((release) => firstEvent(release, 'rejected', digest) !== undefined);
  if (rejected !== undefined) return done(rejected);
  const [release] = releases.filter((candidate) => recordOf(candidate, digest) !== undefined);
  if (release === undefined) return refused(unknown(line, service, digest));
  const selecting = releases.filter(({ selected }) => selected === digest);
  const findings = [
    ...notWritable(line, release, deed),
    ...(isBlank(deed.reason) ? [unreasoned('reject it')] : []),
    ...selecting.map((each) => selected(line, each)),
  ];
  if (findings.length > 0) return refused(...findings);
  const { at, by, reason } = deed;
  const after = withEvent(release, { at, event: 'rejected', digest, by, reason });
  const broken = brokenBy(line, after);
  return broken.length > 0 ? refused(...broken) : done(after);
}

function unknown({ releases }: PromotionLine, service: string, digest: Digest): Finding {
  return problem({
    rule: 'promotion/recorded',
    path: releases.folder,
    message: `must record an image of ${service} before it can be rejected`,
    value: digest,
    advice: `\`npx slipway releases ${service}\` lists what is recorded.`,
  });
}

function selected({ releases }: PromotionLine, { environment, service, selected: digest }: Release): Finding {
  return problem({
    rule: 'promotion/selected',
    path: placesIn(releases.pathOf(environment, service))('/selected'),
    message: 'must be another image before this one can be rejected',
    value: digest ?? 'null',
    advice: `Roll back first: \`npx slipway rollback ${environment} ${service} --reason "…"\`. Where there is nothing to go back to, select a mended image.`,
  });
}
