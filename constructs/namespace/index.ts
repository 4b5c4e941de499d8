export { checkNamespace } from './check-namespace';
export { Namespace } from './namespace';
export type { NamespaceProps } from './namespace-props';
export type { NamespaceReference } from './namespace-reference';
export type { PodSecurity, RelaxedLevel } from './pod-security';
