export { type EnvironmentDisk, environmentDisks } from './environment-disks';
export { growDisks } from './grow-disks';
export { type DiskReport, inMachine, isToGrow } from './growth';
export { Virsh } from './virsh';
