export { removeDisks } from './remove-disks';
