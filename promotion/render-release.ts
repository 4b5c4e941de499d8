import type { Release, ReleaseEvent, ReleaseRecord } from './release';

/**
 * The one text of a release: keys in a fixed order, two spaces, a line feed at the end. Equal releases are equal bytes,
 * so that a change shows nothing but what changed.
 *
 * @example
 * const { release } = parseRelease(text, 'environments/dev/releases/api.json');
 * const isFormatted = release !== undefined && renderRelease(release) === text;
 */
export function renderRelease(release: Release): string {
  const { $schema, note, environment, service, selected, records, history } = release;
  const ordered: Release = {
    $schema,
    note,
    environment,
    service,
    selected,
    records: records.map(orderedRecord),
    history: history.map(orderedEvent),
  };
  return `${JSON.stringify(ordered, undefined, 2)}\n`;
}

/** A record with its keys in their order. */
export function orderedRecord(record: ReleaseRecord): ReleaseRecord {
  const { digest, sourceHash, commit, platforms, recordedAt, sample, rebuild } = record;
  return { digest, sourceHash, commit, platforms, recordedAt, sample, rebuild };
}

/** An event with its keys in their order. */
export function orderedEvent(entry: ReleaseEvent): ReleaseEvent {
  const { at, event, digest, by, reason, overrides, signature } = entry;
  return { at, event, digest, by, reason, overrides, signature };
}
