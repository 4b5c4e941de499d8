import { faultOfMountPath, isWithin, LONGEST_MOUNT_PATH, mountName } from '../../constructs/workload';
import type { Draft } from './draft';
import type { Input } from './input';

/**
 * Where something is mounted, as a workload takes it.
 * @returns undefined if it cannot be there, which is listed
 */
export function mountPlace(draft: Draft, path: string, input: Input): string | undefined {
  const place = path.length > 1 ? path.replace(/\/+$/, '') : path;
  const fault = faultOfMountPath(place);
  if (fault === 'form' || place.length > LONGEST_MOUNT_PATH) {
    input.leave(
      `It is mounted at no path that Slipway takes: absolute, below /, at most ${LONGEST_MOUNT_PATH} letters, digits, ., _ and -.`,
    );
    return undefined;
  }
  if (fault === 'kernel') {
    input.leave('/dev, /proc and /sys belong to the kernel.');
    return undefined;
  }
  const other = taken(draft).find(
    (one) => isWithin(one, place) || isWithin(place, one) || mountName(one) === mountName(place),
  );
  if (other === undefined) return place;
  input.leave(`Slipway mounts nothing inside or over another mount, and ${other} is one already.`);
  return undefined;
}

/** A directory that it may write, unless something is mounted there. */
export function scratchAt(draft: Draft, path: string): void {
  if (!taken(draft).some((one) => isWithin(one, path) || isWithin(path, one))) draft.scratch.set(path, {});
}

function taken(draft: Draft): readonly string[] {
  return [
    ...Object.keys(draft.files),
    ...Object.keys(draft.mounts),
    ...draft.scratch.keys(),
    ...[...draft.volumes.values()].map(({ mountPath }) => mountPath),
  ];
}
