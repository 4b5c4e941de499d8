import type { Draft } from './draft';
import type { Input } from './input';

/**
 * Where something is mounted, as a workload takes it.
 * @returns undefined if it cannot be there, which is listed
 */
export function mountPlace(draft: Draft, path: string, input: Input): string | undefined {
  const place = path.length > 1 ? path.replace(/\/+$/, '') : path;
  if (!/^(\/[A-Za-z0-9._-]+)+$/.test(place) || /\/\.\.?(\/|$)/.test(place) || place.length > 54) {
    input.leave(
      'It is mounted at no path that Slipway takes: absolute, below /, at most 54 letters, digits, ., _ and -.',
    );
    return undefined;
  }
  if (place !== '/dev/shm' && /^\/(dev|proc|sys)(\/|$)/.test(place)) {
    input.leave('/dev, /proc and /sys belong to the kernel.');
    return undefined;
  }
  const other = taken(draft).find(
    (one) => isWithin(one, place) || isWithin(place, one) || sameName(one, place),
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

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** Whether the names that Kubernetes gives them are the same. */
function sameName(a: string, b: string): boolean {
  const plain = (path: string): string => path.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return plain(a) === plain(b);
}
