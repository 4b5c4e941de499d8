export { checkNamespace } from './check-namespace';
export { checkReference } from './check-reference';
export {
  checkDns,
  clusterDns,
  type Dns,
  type DnsAddresses,
  type DnsPods,
  nodeLocalDns,
  openshiftDns,
} from './dns';
export { Namespace } from './namespace';
export type { NamespaceProps } from './namespace-props';
export type { NamespaceReference } from './namespace-reference';
export type { PodSecurity, PodSecurityLevel, RelaxedLevel } from './pod-security';
