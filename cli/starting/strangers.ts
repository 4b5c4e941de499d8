import type { Draft } from './draft';
import type { NotCarriedOver } from './starter';

/** Says of which services nobody knows the user: Slipway chooses one, and a file system that it may not write. */
export function strangersAmong(drafts: readonly Draft[], path: string): readonly NotCarriedOver[] {
  const strangers = drafts.filter(({ props }) => props['user'] === undefined).map(({ name }) => name);
  if (strangers.length === 0) return [];
  return [
    {
      path,
      reason: `As which user these run is not said, and not known of their images, so that they run as 10001: ${strangers.join(', ')}. Set user, or runsAsRoot('…'), where an image needs another one, and scratch for folders that it writes to: the rest of its file system is read-only.`,
    },
  ];
}
