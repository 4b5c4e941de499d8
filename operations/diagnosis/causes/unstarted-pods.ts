import { type Cause, type Evidence, eventsAbout, unreadyPods } from '../evidence';

const ADVICE: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  FailedCreatePodSandBox: [
    "its node can't create the pod's sandbox",
    'This is a matter of the node: its runtime, its network plugin, its free addresses.',
  ],
  FailedAttachVolume: [
    "its volume can't be attached to its node",
    'A volume that another node still holds is freed some minutes after that node is gone.',
  ],
  FailedMount: ["its volume can't be mounted", 'The line above is what the node says: fix what it names.'],
};

/** Pods that are scheduled to a node, but none of whose containers have started. */
export function unstartedPods(evidence: Evidence): readonly Cause[] {
  return unreadyPods(evidence)
    .filter(
      ({ status }) => status?.containerStatuses?.every(({ state }) => state?.waiting !== undefined) !== false,
    )
    .flatMap((pod) => {
      const event = eventsAbout(evidence, 'Pod', pod.metadata?.name).find(
        ({ reason }) => reason !== undefined && reason in ADVICE,
      );
      const [what, advice] = ADVICE[event?.reason ?? ''] ?? [];
      if (what === undefined || advice === undefined) return [];
      return [{ pod: pod.metadata?.name, what, details: [event?.message ?? ''], advice }];
    });
}
