import { faultOfMountPath, isWithin, mountName } from '../../constructs/workload';
import type { Draft } from './draft';
import type { Input } from './input';
import { Call, type Source } from './source';

/**
 * Where something is mounted, as a workload takes it.
 *
 * @param isWritable whether something else may be mounted in it
 * @returns undefined if it cannot be there, which is listed
 */
export function mountPlace(
  draft: Draft,
  path: string,
  input: Input,
  isWritable: boolean,
): string | undefined {
  const place = path.length > 1 ? path.replace(/\/+$/, '') : path;
  const fault = faultOfMountPath(place);
  if (fault === 'kernel') {
    input.leave('/dev, /proc and /sys belong to the kernel.');
    return undefined;
  }
  if (fault !== undefined) {
    input.leave(
      'It is mounted at no path that Slipway takes: absolute, below /, of printable ASCII without colons.',
    );
    return undefined;
  }
  const other = taken(draft).find(
    (one) =>
      one.path === place ||
      mountName(one.path) === mountName(place) ||
      (isWithin(place, one.path) && !one.isWritable) ||
      (isWithin(one.path, place) && !isWritable),
  );
  if (other === undefined) return place;
  input.leave(
    `Slipway mounts nothing over another mount, nor in one that is read-only: ${other.path} is one already.`,
  );
  return undefined;
}

/** A directory that it may write, unless it may already, or something else is mounted there. */
export function scratchAt(draft: Draft, path: string): void {
  if (!taken(draft).some((one) => isWithin(path, one.path))) draft.scratch.set(path, {});
}

interface Taken {
  readonly path: string;
  readonly isWritable: boolean;
}

function taken(draft: Draft): readonly Taken[] {
  const writable = [
    ...draft.scratch.keys(),
    ...[...draft.volumes.values()].map(({ mountPath }) => mountPath),
  ];
  return [
    ...Object.keys(draft.files).map((path) => ({ path, isWritable: false })),
    ...Object.entries(draft.mounts).map(([path, mount]) => ({ path, isWritable: isWritableClaim(mount) })),
    ...writable.map((path) => ({ path, isWritable: true })),
  ];
}

function isWritableClaim(mount: Source): boolean {
  return mount instanceof Call && mount.callee === 'existingClaim' && !hasOption(mount.args[1], 'readOnly');
}

function hasOption(options: Source | undefined, name: string): boolean {
  return typeof options === 'object' && name in options;
}
