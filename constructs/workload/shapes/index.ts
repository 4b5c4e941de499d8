// What the compiler checks of an option, for callers without types. What a value means is for the checks.
export {
  absolutePath,
  flag,
  groups,
  hostAliases,
  image,
  kind,
  named,
  number,
  sessionAffinity,
  text,
  texts,
} from './values';
export {
  addedCapabilities,
  hostNetwork,
  hostPid,
  privileged,
  serviceAccount,
  user,
  writableRoot,
} from './security';
export { accessMode, envFrom, file, mount, scratch, secretKey, volume } from './mounts';
export {
  apiServerPlace,
  controllerPlace,
  egress,
  envValue,
  ingress,
  ipFamilies,
  outsideTargets,
  port,
  publicPort,
  target,
  tls,
  words,
  type IpFamilies,
} from './reach';
export { preStop, probe } from './probes';
export { disruptionBudget, replicas, rollout } from './scaling';
export { affinity, tolerations, topologySpread } from './scheduling';
