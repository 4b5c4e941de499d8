import type { Draft } from './draft';
import { MEMORY } from './quantities';
import type { NotCarriedOver } from './starter';

/** What services do not say and Slipway says for them: the user of each, a file system that it may not write, and a limit of memory. */
export function unsaidOf(
  drafts: readonly Draft[],
  paths: { readonly user: string; readonly memory: string },
): readonly NotCarriedOver[] {
  const without = (isUnsaid: (draft: Draft) => boolean): string =>
    drafts
      .filter(isUnsaid)
      .map(({ name }) => name)
      .join(', ');
  const strangers = without(({ props }) => props['user'] === undefined);
  const unlimited = without(({ isUnlimited }) => isUnlimited);
  return [
    {
      names: strangers,
      path: paths.user,
      reason: `As which user these run is not said, and not known of their images, so that they run as 10001: ${strangers}. Set user, or runsAsRoot('…'), where an image needs another one, and scratch for folders that it writes to: the rest of its file system is read-only.`,
    },
    {
      names: unlimited,
      path: paths.memory,
      reason: `How much memory these may take is not said, and a limit ends what takes more. Theirs is what they ask for, at least ${MEMORY / 2 ** 20} MiB: ${unlimited}. Set memory in each environment.`,
    },
  ].flatMap(({ names, ...left }) => (names === '' ? [] : [left]));
}
