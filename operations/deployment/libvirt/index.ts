export { hostOf } from './host-of';
export { removeDisks } from './remove-disks';
