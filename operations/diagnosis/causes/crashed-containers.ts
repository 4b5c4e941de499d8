import type { V1ContainerStatus, V1Pod } from '../../cluster';
import { type Cause, containersOf, eventsAbout, type Evidence, unreadyPods } from '../evidence';

type Ended = NonNullable<NonNullable<V1ContainerStatus['state']>['terminated']>;

/** What an exit code means, unless the program defines it. */
const CODES: Readonly<Partial<Record<number, string>>> = {
  126: ', which a shell uses for a file that it may not run',
  127: ', which a shell uses for a command that it does not find',
  137: ' (killed)',
  139: ' (segmentation fault)',
  143: ' (asked to end)',
};

/** Exit codes of a container that was told to stop: 128 + SIGKILL, 128 + SIGTERM. */
const KILLED = new Set([137, 143]);

/** Containers that started and ended, with their last log lines. */
export function crashedContainers(evidence: Evidence): readonly Cause[] {
  return unreadyPods(evidence).flatMap((pod) =>
    containersOf(pod).flatMap((container): readonly Cause[] => {
      const ended = crashOf(evidence, pod, container);
      if (ended === undefined) return [];
      const name = pod.metadata?.name;
      const lines = (evidence.logs[name ?? ''] ?? '').split('\n').filter((line) => line.trim() !== '');
      const memory = pod.spec?.containers.find((one) => one.name === container.name)?.resources?.limits
        ?.memory;
      const [what, advice] = explain(ended, lines, memory);
      const again = container.restartCount === 0 ? '' : `, ${container.restartCount} × restarted`;
      return [{ pod: name, what: `${what}${again}`, details: detailsOf(ended, lines), advice }];
    }),
  );
}

/** Whether a container of the pod ends by itself: then its failing probes say nothing more. */
export function crashes(evidence: Evidence, pod: V1Pod): boolean {
  return containersOf(pod).some((container) => crashOf(evidence, pod, container) !== undefined);
}

/** The unexpected end of a container; undefined if there was none, or if a probe ended it. */
function crashOf(
  evidence: Evidence,
  { metadata }: V1Pod,
  { state, lastState, ready }: V1ContainerStatus,
): Ended | undefined {
  const ended = state?.terminated ?? lastState?.terminated;
  // An init container that has done its work has ended, too.
  if (ended === undefined || (ended.exitCode === 0 && ready)) return undefined;
  const isKilled = KILLED.has(ended.exitCode) && ended.reason !== 'OOMKilled';
  return isKilled && wasRestarted(evidence, metadata?.name) ? undefined : ended;
}

/** Whether the kubelet ended it because of a probe: that is a separate cause. */
function wasRestarted(evidence: Evidence, pod: string | undefined): boolean {
  return eventsAbout(evidence, 'Pod', pod, 'Unhealthy').some(({ message }) =>
    /^(Liveness|Startup) probe/.test(message ?? ''),
  );
}

function explain(
  ended: Ended,
  lines: readonly string[],
  memory: string | undefined,
): readonly [what: string, advice: string] {
  const { reason, exitCode, message = '' } = ended;
  if (reason === 'OOMKilled')
    return [
      `needed more than its memory (${memory ?? 'that of the node'}) and was killed`,
      'Raise `memory` of the service in this environment, or find what takes so much.',
    ];
  if ([message, ...lines].some((line) => line.includes('exec format error')))
    return [
      'is built for another platform than that of its node (exec format error)',
      "Build it for the platform of the cluster's nodes (`platform` of the project's build).",
    ];
  if (reason === 'StartError' || reason === 'ContainerCannotRun')
    return ["can't be started", 'Check `command` of the service against what its image holds.'];
  if (exitCode === 0)
    return [
      'ended by itself without an error (exit code 0)',
      'A service must go on running: see what makes it stop.',
    ];
  return [
    `crashed with exit code ${exitCode}${CODES[exitCode] ?? ''}`,
    lines.length === 0
      ? 'It wrote nothing before. Run the image by hand with the same environment variables.'
      : 'The lines above are the last that it wrote.',
  ];
}

function detailsOf({ reason, message }: Ended, lines: readonly string[]): readonly string[] {
  const said = reason === 'StartError' || reason === 'ContainerCannotRun' ? [message ?? ''] : [];
  return [...said, ...lines].filter((line) => line !== '');
}
