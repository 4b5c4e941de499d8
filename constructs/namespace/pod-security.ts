/** The levels of the Pod Security Standards below `restricted`. */
export type RelaxedLevel = 'baseline' | 'privileged';

/** The levels of the Pod Security Standards. */
export type PodSecurityLevel = 'restricted' | RelaxedLevel;

/**
 * Which pods the namespace admits: `restricted`, or a lower level with the reason for it.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export type PodSecurity = 'restricted' | { readonly level: RelaxedLevel; readonly reason: string };

/** The level alone. */
export function levelOf(podSecurity: PodSecurity): PodSecurityLevel {
  return typeof podSecurity === 'string' ? podSecurity : podSecurity.level;
}

/** The labels by which the API server enforces the level, and warns when a pod template that breaks it is applied. */
export function podSecurityLabels(podSecurity: PodSecurity): Record<string, string> {
  const level = levelOf(podSecurity);
  return {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/warn': level,
    'pod-security.kubernetes.io/audit': level,
  };
}
