import type { Draft, Unsaid } from './draft';
import { CPU, MEMORY } from './quantities';
import type { NotCarriedOver } from './starter';

/** What services do not say and Slipway says for them, and where each is said. */
type Said = 'user' | 'memory' | Unsaid;

const REASONS: Readonly<Record<Said, (names: string) => string>> = {
  user: (names) =>
    `As which user these run is not said, and not known of their images, so that they run as 10001: ${names}. Set user, or runsAsRoot('…'), where an image needs another one. A container beside others has their user.`,
  rights: (names) =>
    `These run as root with capabilities of the runtime, such as CHOWN, SETUID and DAC_OVERRIDE, and here with those alone that they add: ${names}. Set capabilities: addCapabilities(['…'], '…').`,
  group: (names) =>
    `As which group these run is not said: here it has the number of their user, instead of what the image says, or 0: ${names}. Set group where files of the image are for another one.`,
  filesystem: (names) =>
    `These may write to all of their file system, and here to volumes and scratch alone: ${names}. Add the folders that they write to to scratch, or set rootFilesystem: writableRoot('…').`,
  memory: (names) =>
    `How much memory these may take is not said, and a limit ends what takes more. Theirs is what they ask for, at least ${MEMORY / 2 ** 20} MiB: ${names}. Set memory in each environment.`,
  cpu: (names) =>
    `How much CPU these need is not said: here nodes reserve ${CPU * 1000} millicores for each, or their limit if that is less: ${names}. Set cpu in each environment.`,
  ready: (names) =>
    `When these are ready is not said: here once their first port answers, and where it does not, a rollout fails: ${names}. Set ready: httpGet('…', '…'), or noProbe('…').`,
  restart: (names) =>
    `When these end, Compose does not start them again, and here they are started again: ${names}. What runs and ends is a job(…) or cronJob(…).`,
};

/** Lists for each thing that nobody says the services and containers of which it is not said, in one line. */
export function unsaidOf(
  drafts: readonly Draft[],
  pathOf: Readonly<Record<Said, string>>,
): readonly NotCarriedOver[] {
  const services = drafts.filter(({ kind }) => kind === 'service');
  const containers = services.flatMap((draft) => [
    [draft.name, draft] as const,
    ...draft.others.map((other) => [`${draft.name}.${other.name}`, other] as const),
  ]);
  const isUnsaid = (draft: Draft, what: Said): boolean => {
    if (what === 'user') return draft.props['user'] === undefined;
    return what === 'memory' ? draft.isUnlimited : draft.unsaid.has(what);
  };
  return (Object.keys(REASONS) as Said[]).flatMap((what) => {
    // The memory of a pod is asked of its service as a whole.
    const asked = what === 'memory' ? services.map((draft) => [draft.name, draft] as const) : containers;
    const names = asked.filter(([, draft]) => isUnsaid(draft, what)).map(([name]) => name);
    return names.length === 0 ? [] : [{ path: pathOf[what], reason: REASONS[what](names.join(', ')) }];
  });
}
