import { type Cause, containersOf, type Evidence, unreadyPods } from '../evidence';

const MEANINGS: readonly (readonly [
  pattern: RegExp,
  explain: (...found: readonly string[]) => readonly [what: string, advice: string],
])[] = [
  [
    /secret "([^"]+)" not found/,
    (secret = '') => [
      `the secret ${secret} does not exist`,
      'Put it into the namespace, or let Slipway manage it (`managedSecret`) and deploy the base stack.',
    ],
  ],
  [
    /couldn't find key (\S+) in Secret (\S+)/,
    (key = '', secret = '') => [
      `the secret ${secret} has no key ${key}`,
      'Add the key. That of a managed secret comes with the base stack: deploy it, and raise its `revision` if one was taken out by hand.',
    ],
  ],
  [
    /configmap "([^"]+)" not found/,
    (map = '') => [`the config map ${map} does not exist`, 'Deploy the services stack again: it creates it.'],
  ],
  [
    /runAsNonRoot and image (?:will run as root|has non-numeric user)/,
    () => [
      'its image runs as root or as a user by name, and pods here run as a numeric user',
      'Leave `user` of the service to its default, or give a number above 0.',
    ],
  ],
];

/** Containers that cannot be created because something that they refer to does not exist. */
export function misconfiguredContainers(evidence: Evidence): readonly Cause[] {
  return unreadyPods(evidence).flatMap((pod) =>
    containersOf(pod).flatMap(({ state }): readonly Cause[] => {
      const { reason, message = '' } = state?.waiting ?? {};
      if (reason !== 'CreateContainerConfigError' && reason !== 'CreateContainerError') return [];
      for (const [pattern, explain] of MEANINGS) {
        const found = pattern.exec(message);
        if (found === null) continue;
        const [what, advice] = explain(...found.slice(1));
        return [{ pod: pod.metadata?.name, what, advice }];
      }
      return [
        {
          pod: pod.metadata?.name,
          what: "its container can't be created",
          details: [message],
          advice: 'The line above is what the node says: fix what it names.',
        },
      ];
    }),
  );
}
