export { checkCloudInit } from './check-cloud-init';
export type { CloudConfigValue, CloudInit, CloudInitFile, CloudInitMount, CloudInitUser } from './cloud-init';
export type { MountedDisk } from './data-disks';
export { firstBootMarker } from './first-boot';
export { networkConfig } from './network-config';
export { userData } from './user-data';
export { toYaml } from './yaml';
