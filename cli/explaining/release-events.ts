import { join } from 'node:path';
import { inPromotionOrder, namesBefore } from '../../core/pipeline';
import { compareText } from '../../core/text';
import { stageAfter } from '../../model';
import { shortCommit } from '../../operations/git';
import { type Release, type ReleaseEvent, type ReleaseFile, signersOf } from '../../promotion';
import type { Explainer } from './explainer';
import { indented } from './explanation';
import { linesOf } from './lines-of';
import { type History, type LineOrigin, originText } from './origin';

/** Something that happened to an image in an environment, and the commit that recorded it. */
interface RecordedEvent extends ReleaseEvent, LineOrigin {
  readonly environment: string;
  readonly service: string;
  /** Who signed it, where its environment asks for signed events and the signature holds. */
  readonly signedBy?: string;
}

/** What happened to a digest, in all environments, the oldest first; at the same time, in the order of promotion. */
export async function eventsOf(
  { context, root, history }: Pick<Explainer, 'context' | 'root' | 'history'>,
  digest: string,
): Promise<readonly RecordedEvent[]> {
  const { releases, environments } = context.input;
  const order = inPromotionOrder(environments, ({ after }) =>
    after ? namesBefore(stageAfter(after)) : [],
  ).map(({ name }) => name);
  const files = releases.files.flatMap((file) =>
    file.release === undefined ? [] : [{ ...file, release: file.release }],
  );
  const asking = environments.filter(({ signedEvents }) => signedEvents === true).map(({ name }) => name);
  const found = await Promise.all(
    files.map(async (file) => {
      const signers = asking.includes(file.environment) ? signersOf(context.pipeline(), file.release) : [];
      return eventsIn(file, signers, digest, root, history);
    }),
  );
  return found
    .flat()
    .sort((a, b) => compareText(a.at, b.at) || order.indexOf(a.environment) - order.indexOf(b.environment));
}

async function eventsIn(
  { path, environment, service, release }: ReleaseFile & { readonly release: Release },
  signers: readonly (string | undefined)[],
  digest: string,
  root: string,
  history: History,
): Promise<readonly RecordedEvent[]> {
  const events = release.history.map((event, index) => ({ event, index }));
  const own = events.filter(({ event }) => event.digest === digest);
  if (own.length === 0) return [];
  const lines = eventLines(linesOf(join(root, path)), release.history);
  return Promise.all(
    own.map(async ({ event, index }) => ({
      environment,
      service,
      ...event,
      signedBy: signers[index],
      ...(await history.ofLine({ file: path, line: lines[index] })),
    })),
  );
}

/** The line in which each event of a release file says its time, where the file has a line for each value. */
function eventLines(
  lines: readonly string[],
  events: readonly Pick<ReleaseEvent, 'at'>[],
): readonly (number | undefined)[] {
  let from = lines.findIndex((line) => /^\s*"history"\s*:/.test(line));
  if (from < 0) return [];
  return events.map(({ at }) => {
    const found = lines.findIndex((line, index) => index > from && /^\s*(?:\{\s*)?"at"\s*:/.test(line));
    // The events are in order: one that does not say this time means that the file is written in another way.
    if (found < 0 || !lines[found]?.includes(`"${at}"`)) return undefined;
    from = found;
    return found + 1;
  });
}

/** `prod  selected  2026-11-05T10:11:00Z  by Ada  4be1c0ffee12` */
export function eventRow({
  environment,
  event,
  at,
  by,
  reason,
  overrides = [],
  signedBy,
  origin,
  unknown,
}: RecordedEvent): readonly string[] {
  const why = [reason ?? '', overrides.length > 0 ? `overrides ${overrides.join(', ')}` : '']
    .filter((text) => text !== '')
    .join('; ');
  const recorded = origin === undefined ? (unknown ?? '') : shortCommit(origin.id);
  const signed = signedBy === undefined ? '' : `, signed by ${signedBy}`;
  return [environment, event, at, `by ${by}${signed}${why === '' ? '' : `: ${why}`}`, recorded];
}

/** The commits that recorded events, each once. */
export function recordingCommits(events: readonly RecordedEvent[]): readonly string[] {
  const texts = new Set(events.flatMap(({ origin }) => (origin === undefined ? [] : originText(origin))));
  return texts.size === 0 ? [] : ['Recorded by', ...[...texts].map(indented)];
}
