import type { PodSecurityLevel } from '../namespace';
import { entry } from '../shape';
import { BASELINE_CAPABILITIES } from './capability';
import { otherContainersOf } from './containers';
import type { AddedCapabilities } from './exemption';
import type { ResolvedWorkload } from './workload-spec';

/** What a workload may do beyond the default, and why. */
export interface Exemption {
  /** Where in the workload it is said: `.user`. */
  readonly path: string;
  /** What it is, in a word of ours that stays: `runs-as-root`. */
  readonly kind: string;
  readonly reason: string;
  /** The least that a namespace must admit for it. */
  readonly level: PodSecurityLevel;
}

/** From the strictest. */
const LEVELS: readonly PodSecurityLevel[] = ['restricted', 'baseline', 'privileged'];

/** Everything that a workload may do beyond the default, in any of its containers. */
export function exemptionsOf(workload: ResolvedWorkload): readonly Exemption[] {
  return [
    ...ofContainer(workload, ''),
    ...Object.entries(workload.ports).flatMap(([name, { hostPort }]) =>
      exemption(`${entry('.ports', name)}.hostPort`, hostPort, 'privileged'),
    ),
    ...otherContainersOf(workload).flatMap(({ given, path }) => ofContainer(given, path)),
  ];
}

type Exempted = Partial<
  Pick<
    ResolvedWorkload,
    'user' | 'capabilities' | 'rootFilesystem' | 'privileged' | 'hostNetwork' | 'hostPid' | 'mounts'
  >
>;

function ofContainer(container: Exempted, prefix: string): readonly Exemption[] {
  const { user, capabilities, rootFilesystem, privileged, hostNetwork, hostPid, mounts = {} } = container;
  const given = (path: string, from: Given | undefined, level: PodSecurityLevel) =>
    exemption(`${prefix}${path}`, from, level);
  return [
    ...given('.user', typeof user === 'object' ? user : undefined, 'baseline'),
    ...given('.capabilities', capabilities, levelOfCapabilities(capabilities)),
    ...given('.rootFilesystem', rootFilesystem, 'restricted'),
    ...given('.privileged', privileged, 'privileged'),
    ...given('.hostNetwork', hostNetwork, 'privileged'),
    ...given('.hostPid', hostPid, 'privileged'),
    ...Object.entries(mounts).flatMap(([path, mount]) =>
      given(`.mounts[${JSON.stringify(path)}]`, mount.kind === 'host-path' ? mount : undefined, 'privileged'),
    ),
  ];
}

type Given = Pick<Exemption, 'kind' | 'reason'>;

function exemption(path: string, from: Given | undefined, level: PodSecurityLevel): readonly Exemption[] {
  return from === undefined ? [] : [{ path, kind: from.kind, reason: from.reason, level }];
}

/** The level of the Pod Security Standards that admits all of them. */
export function podSecurityLevel(exemptions: readonly Pick<Exemption, 'level'>[]): PodSecurityLevel {
  return exemptions.reduce<PodSecurityLevel>(
    (level, exemption) => (admits(level, exemption.level) ? level : exemption.level),
    'restricted',
  );
}

/** Whether a namespace of one level admits pods that need another. */
export function admits(namespace: PodSecurityLevel, pods: PodSecurityLevel): boolean {
  return LEVELS.indexOf(namespace) >= LEVELS.indexOf(pods);
}

function levelOfCapabilities(capabilities: AddedCapabilities | undefined): PodSecurityLevel {
  const names = (capabilities?.names ?? []).filter((name) => name !== 'NET_BIND_SERVICE');
  if (names.length === 0) return 'restricted';
  const baseline: readonly string[] = BASELINE_CAPABILITIES;
  return names.every((name) => baseline.includes(name)) ? 'baseline' : 'privileged';
}
