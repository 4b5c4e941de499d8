import { recordOf, type Release, type ReleaseEvent, type ReleaseImage, selects } from '../release';

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
    records: [
      ...release.records,
      {
        ...{ digest, sourceHash, commit, platforms, recordedAt: at },
        ...(rebuild === undefined ? {} : { rebuild }),
        ...(sample && { sample }),
      },
    ],
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
