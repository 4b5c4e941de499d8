export { type EnvironmentDisk, environmentDisks } from './environment-disks';
export { growDisks, type GrowOptions } from './grow-disks';
export { type DiskReport, isToGrow } from './growth';
export { inMachine } from './in-machine';
export { Virsh } from './virsh';
