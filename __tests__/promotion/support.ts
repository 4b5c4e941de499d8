import { createHash } from 'node:crypto';
import { parseRelease, type Release, type ReleaseEvent, type ReleaseRecord } from '../../promotion';

type Digest = ReleaseRecord['digest'];

/** The same 64 hexadecimal digits for the same text. */
export function hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function digestOf(text: string): Digest {
  return `sha256:${hex(text)}` as Digest;
}

/** A time of 3 November 2026, as a release file writes it. */
export function at(minute: number): string {
  return new Date(Date.UTC(2026, 10, 3, 8, minute)).toISOString().replace('.000Z', 'Z');
}

export function recordOf(name: string, minute = 0, fields: Partial<ReleaseRecord> = {}): ReleaseRecord {
  return {
    digest: digestOf(name),
    sourceHash: hex(`source of ${name}`),
    commit: hex(`commit of ${name}`).slice(0, 40),
    platforms: ['linux/amd64'],
    recordedAt: at(minute),
    ...fields,
  };
}

export function eventOf(
  event: ReleaseEvent['event'],
  name: string,
  minute = 0,
  fields: Partial<ReleaseEvent> = {},
): ReleaseEvent {
  const needsReason = event === 'restored' || event === 'rejected';
  return {
    at: at(minute),
    event,
    digest: digestOf(name),
    by: 'https://ci.example.com/runs/1',
    ...(needsReason && { reason: 'it loses orders' }),
    ...fields,
  };
}

/** A release of `api` in dev that nothing was released to yet, unless the fields say otherwise. */
export function releaseOf(fields: Partial<Release> = {}): Release {
  return { environment: 'dev', service: 'api', selected: null, records: [], history: [], ...fields };
}

/** A release that recorded, selected and, unless told otherwise, verified each name in turn. */
export function releaseThrough(
  environment: string,
  names: readonly string[],
  { verified = true } = {},
): Release {
  return releaseOf({
    environment,
    selected: digestOf(names.at(-1) ?? ''),
    records: names.map((name, index) => recordOf(name, index * 10)),
    history: names.flatMap((name, index) => [
      eventOf('selected', name, index * 10),
      ...(verified ? [eventOf('verified', name, index * 10 + 5)] : []),
    ]),
  });
}

/** Where the release that {@link releaseOf} makes belongs. */
export const PATH = 'environments/dev/releases/api.json';

/** What a reader of the text is told: `path message`, one line a finding. */
export function told(text: string, path = PATH): string[] {
  return parseRelease(text, path).findings.map((finding) => `${finding.path} ${finding.message}`);
}

export function toldOf(release: object): string[] {
  return told(JSON.stringify(release));
}
