import {
  type Override,
  recordOf,
  type Release,
  type ReleaseEvent,
  type ReleaseImage,
  selects,
} from '../release';

/**
 * The release with an image recorded at its end, unless it is recorded already. The first real image removes the
 * note of a file of samples, which no longer applies.
 */
export function withRecord(release: Release, image: ReleaseImage, at: string): Release {
  if (recordOf(release, image.digest) !== undefined) return release;
  const { note, ...rest } = release;
  const onlySamples = release.records.every(({ sample }) => sample === true);
  const { digest, sourceHash, commit, platforms, rebuild, sample } = image;
  return {
    ...rest,
    ...(note === undefined || (onlySamples && sample !== true) ? {} : { note }),
    records: [...release.records, { digest, sourceHash, commit, platforms, recordedAt: at, rebuild, sample }],
  };
}

/** The release with something that happened at its end. */
export function withEvent(release: Release, event: ReleaseEvent): Release {
  return {
    ...release,
    selected: selects(event) ? event.digest : release.selected,
    history: [...release.history, event],
  };
}

/** The release with a rule beside its last event that a person overrode for it. */
export function withOverride(release: Release, rule: Override, reason: string | undefined): Release {
  const last = release.history.at(-1);
  if (last === undefined) return release;
  const overrides = [...new Set([...(last.overrides ?? []), rule])];
  return { ...release, history: [...release.history.slice(0, -1), { ...last, reason, overrides }] };
}
