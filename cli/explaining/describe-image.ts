import type { SelectedImage } from '../../model';
import { shortCommit } from '../../operations/git';
import { selectedBefore } from '../../promotion';
import { columns } from '../../review';
import { commitsBetweenImages } from '../releasing';
import { countOf, shortDigest } from '../../core/text';
import { type SourceLine, sourceLineText } from './declared-line';
import type { Explainer } from './explainer';
import { indented } from './explanation';
import { lineOriginText, type Origin, originText } from './origin';
import { eventRow, eventsOf, recordingCommits } from './release-events';

/** What is said of the image that an environment runs. */
interface ImageDescription {
  readonly json: object;
  readonly lines: readonly string[];
}

/** Further commits are only counted. */
const MOST_COMMITS = 10;

/** Of an image that this project does not build: the source that names it, and who wrote that. */
export async function describePrebuilt(
  { history }: Explainer,
  environment: string,
  { repository, digest }: SelectedImage,
  declared: SourceLine | undefined,
): Promise<ImageDescription> {
  const written = declared && (await history.ofLine(declared));
  const origin = written && lineOriginText(written);
  return {
    json: { image: { repository, digest }, written },
    lines: [
      `${environment} runs ${repository}@${shortDigest(digest)}. It is not built here: ${declared === undefined ? 'a source' : sourceLineText(declared)} names it.`,
      ...(origin === undefined ? [] : [`  ${origin}`]),
    ],
  };
}

/** Of an image that a release selects: its source, its events in all environments, and the commits that it brings. */
export async function describeReleased(
  explainer: Explainer,
  environment: string,
  service: string,
  { repository, digest, record }: SelectedImage,
): Promise<ImageDescription> {
  const { context, history } = explainer;
  const { releases } = context.input;
  const all = await eventsOf(explainer, digest);
  const events = all.filter((event) => event.service === service);
  const isSample = record?.sample === true;
  const source = isSample || record === undefined ? undefined : await history.of(record.commit);
  const release = releases.releaseOf(environment, service);
  const before = release && selectedBefore(release);
  const shipped = before && record ? await commitsBetweenImages(context, service, before, record) : undefined;
  const commits = await Promise.all(
    (shipped?.commits ?? []).slice(0, MOST_COMMITS).map((commit) => history.withPullRequest(commit)),
  );
  const count = shipped?.commits?.length ?? 0;
  const brings =
    shipped?.unknown !== undefined
      ? `: ${shipped.unknown}`
      : count === 0
        ? ', and no commit of its folder is between the two'
        : `, and this one brings ${countOf(count, 'commit')}:`;
  return {
    json: {
      image: { repository, digest },
      release: {
        service,
        sample: isSample,
        commit: record?.commit ?? null,
        source: source ?? null,
        rebuild: record?.rebuild,
        events,
        before: before?.digest ?? null,
        ...(shipped?.unknown === undefined ? { commits, commitCount: count } : { unknown: shipped.unknown }),
      },
    },
    lines: [
      `${environment} selects ${repository}@${shortDigest(digest)}, ${isSample ? 'a sample that no registry has' : builtFrom(record?.commit ?? '', source)}`,
      ...(record?.rebuild === undefined ? [] : [`  built again: ${record.rebuild}`]),
      ...columns(events.map(eventRow)).map(indented),
      ...recordingCommits(events),
      ...(before === undefined ? [] : [`Before, it selected ${shortDigest(before.digest)}${brings}`]),
      ...commits.map(originText).map(indented),
      ...(count > commits.length ? [`  and ${count - commits.length} more`] : []),
    ],
  };
}

/** What an image was built from, as a clause. */
export function builtFrom(commit: string, source: Origin | undefined): string {
  return `built from ${source === undefined ? `${shortCommit(commit)}, which this repository does not have` : originText(source)}`;
}
