export { checkCloudInit } from './check-cloud-init';
export type { CloudConfigValue, CloudInit, CloudInitFile, CloudInitMount, CloudInitUser } from './cloud-init';
export type { MountedDisk } from './data-disks';
export { firstBootMarker, userData } from './user-data';
export { networkConfig } from './network-config';
export { toYaml } from './yaml';
