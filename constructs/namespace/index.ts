export { checkNamespace } from './check-namespace';
export { Namespace } from './namespace';
export type { NamespaceProps } from './namespace-props';
export type { NamespaceReference } from './namespace-reference';
export type { PodSecurity, PodSecurityLevel, RelaxedLevel } from './pod-security';
