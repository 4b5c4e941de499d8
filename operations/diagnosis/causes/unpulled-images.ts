import { type Cause, containersOf, type Evidence, unreadyPods } from '../evidence';

const WAITING = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);

/**
 * Messages of runtimes and registries, grouped by meaning. The first match counts: a client without access also gets "not
 * found".
 */
const MEANINGS: readonly (readonly [pattern: RegExp, what: string, advice: string])[] = [
  [
    /unauthorized|authorization failed|authentication required|no basic auth|access denied|insufficient_scope|40[13] (Unauthorized|Forbidden)/i,
    'the registry does not let the cluster pull it',
    'Give the environment, or prebuilt(…), a `pullSecret` whose credentials may read this repository, and see that they have not expired.',
  ],
  [
    /no match for platform|no matching manifest/i,
    'the image is not built for the platform of the node',
    "Build it for the platform of the cluster's nodes (`platform` of the project's build).",
  ],
  [
    /no such host|server misbehaving|temporary failure in name resolution/i,
    "the node does not find the registry's name",
    'Correct the registry of the project, or the DNS of the nodes.',
  ],
  [
    /server gave HTTP response to HTTPS client/i,
    'the registry speaks plain HTTP, and the node expects TLS',
    "Give the registry a certificate, or name it as a plain one in the nodes' runtime (`certs.d/<registry>/hosts.toml`).",
  ],
  [
    /x509:|certificate/i,
    "the node does not trust the registry's certificate",
    "Add the authority that signed it to the nodes' trust store.",
  ],
  [
    /connection refused|i\/o timeout|deadline exceeded|Client\.Timeout|no route to host|connection reset/i,
    'the node does not reach the registry',
    'Check that the registry runs, and the network between it and the nodes.',
  ],
  [
    /not ?found|manifest unknown|name unknown/i,
    'the registry has no such image, or has lost a layer of it',
    'Check that its digest was pushed there, and was not cleaned up since. Push it again from where it still is, or select another.',
  ],
];

export function unpulledImages(evidence: Evidence): readonly Cause[] {
  return unreadyPods(evidence).flatMap((pod) =>
    containersOf(pod).flatMap(({ image, state }): readonly Cause[] => {
      const { reason = '', message = '' } = state?.waiting ?? {};
      if (!WAITING.has(reason)) return [];
      const said = fullest(evidence, pod.metadata?.name, message);
      const [, what, advice] = MEANINGS.find(([pattern]) => pattern.test(said)) ?? [
        undefined,
        reason,
        "The line above is what the node's runtime says: fix what it names.",
      ];
      return [
        {
          pod: pod.metadata?.name,
          what: `can't pull its image: ${what}`,
          details: [image, innermost(said)],
          advice,
        },
      ];
    }),
  );
}

/** While a node backs off, its status may only say so; the reason is in an earlier event. */
function fullest({ events }: Evidence, pod: string | undefined, message: string): string {
  const failed = events.find(
    ({ involvedObject, message: said }) =>
      involvedObject.name === pod && said?.startsWith('Failed to pull image') === true,
  );
  return message.includes('desc = ') ? message : (failed?.message ?? message);
}

/** The kubelet and the runtime wrap the registry's message in several layers of their own. */
const WRAPPERS =
  /^(Back-off pulling image "[^"]*": |ErrImagePull: |rpc error: code = \w+ desc = |failed to (pull|pull and unpack) image "[^"]*": |failed to resolve reference "[^"]*": |failed to do request: )+/i;

function innermost(said: string): string {
  return said.replace(WRAPPERS, '');
}
