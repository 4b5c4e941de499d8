import { type Finding, keyOfFinding, problem } from '../../core/findings';
import { namesBefore } from '../../core/pipeline';
import { checkPromotion } from '../check-promotion';
import { groupOf, membersOf } from '../groups';
import { parseRelease } from '../parse-release';
import { environmentsFurtherBack, type Pipeline, stagesOf } from '../pipeline';
import { type Release } from '../release';
import { renderRelease } from '../render-release';
import { type Attribution, done, refused, type ReleaseResult, type ReleaseTarget } from './action';

/** The release of a service in an environment; an empty one, where nothing was released yet. */
export function releaseAt({ releases }: Pipeline, { environment, service }: ReleaseTarget): Release {
  const found = releases.releaseOf(environment, service);
  if (found !== undefined) return found;
  // The folders are equally deep: what leads from one to the schema leads from all.
  const $schema = releases.files.map(({ release }) => release?.$schema).find((path) => path !== undefined);
  return { $schema, environment, service, selected: null, records: [], history: [] };
}

/** The rules that a release would break, if it was written, and that are not broken already. */
export function newViolations(pipeline: Pipeline, release: Release): readonly Finding[] {
  const path = pipeline.releases.pathOf(release.environment, release.service);
  const { findings } = parseRelease(renderRelease(release), path);
  if (findings.length > 0) return findings;
  const about = { ...pipeline, services: movingWith(pipeline, release.service) };
  const known = new Set(checkPromotion(about).map(keyOfFinding));
  return checkPromotion({ ...about, releases: pipeline.releases.with(release) }).filter(
    (finding) => finding.severity === 'error' && !known.has(keyOfFinding(finding)),
  );
}

/** A release as an action would leave it, unless a rule is broken by that. */
export function allowed(pipeline: Pipeline, release: Release): ReleaseResult {
  const broken = newViolations(pipeline, release);
  return broken.length > 0 ? refused(...broken) : done(release);
}

/** Why releases, as they would be, may not be selected beside what their environments select of the other services of their groups. */
export function groupViolations(
  pipeline: Pipeline,
  releases: readonly Release[],
  rules: readonly string[] = ['promotion/together'],
): readonly Finding[] {
  const services = new Set(releases.flatMap(({ service }) => movingWith(pipeline, service)));
  if (services.size < 2) return [];
  const after = releases.reduce((all, release) => all.with(release), pipeline.releases);
  const folders = new Set(releases.map(({ environment }) => `${after.folder}/${environment}/releases/`));
  return checkPromotion({ ...pipeline, services: [...services], releases: after }).filter(
    ({ rule, path }) => rules.includes(rule) && [...folders].some((folder) => path.startsWith(folder)),
  );
}

/** The service, with the others of its group. */
function movingWith(pipeline: Pipeline, service: string): readonly string[] {
  const group = groupOf(pipeline, service);
  return group === undefined ? [service] : membersOf(pipeline, group);
}

/** Why a file cannot be written to at all: it is invalid, or has entries that are later than now. */
export function notWritable(
  { releases }: Pipeline,
  target: ReleaseTarget,
  { at }: Attribution,
): readonly Finding[] {
  const path = releases.pathOf(target.environment, target.service);
  const file = releases.find(target.environment, target.service);
  if (file !== undefined && file.release === undefined) {
    return releases.findings.filter((finding) => finding.path.startsWith(path));
  }
  const { records = [], history = [] } = file?.release ?? {};
  const last = [...records.map(({ recordedAt }) => recordedAt), ...history.map((event) => event.at)]
    .sort()
    .at(-1);
  if (last === undefined || last <= at) return [];
  return [
    problem({
      rule: 'release/clock',
      path,
      message: `must not have an entry that is later than now, ${at}`,
      value: last,
      advice: 'Set the clock of this machine, or correct the time in the file if it is a slip.',
    }),
  ];
}

/** Why nothing of a service can be selected or verified in an environment that does without it. */
export function notDeployedHere(pipeline: Pipeline, target: ReleaseTarget): readonly Finding[] {
  const { environment, service } = target;
  if (stagesOf(pipeline, service).some(({ name }) => name === environment)) return [];
  return [
    problem({
      rule: 'promotion/not-here',
      path: `environments.${environment}.services.${service}`,
      message: 'must run in the environment',
      value: 'absent, or replaced',
      advice: insteadOf(pipeline, target),
    }),
  ];
}

/** It is promoted past the environment: from the one before to the one after. */
function insteadOf(pipeline: Pipeline, { environment, service }: ReleaseTarget): string {
  const later = stagesOf(pipeline, service).filter(({ name }) =>
    environmentsFurtherBack(pipeline, [name]).includes(environment),
  );
  const next = later.find(({ after }) => !later.some(({ name }) => namesBefore(after).includes(name)));
  if (next === undefined) return `No environment after ${environment} runs ${service} either.`;
  return `Promote it to the environment after this one: \`npx slipway promote ${next.name} ${service}\`.`;
}
