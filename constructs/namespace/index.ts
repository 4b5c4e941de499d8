export { checkNamespace } from './check-namespace';
export { Namespace, type NamespaceProps } from './namespace';
export type { NamespaceReference } from './namespace-reference';
export type { PodSecurity, RelaxedLevel } from './pod-security';
