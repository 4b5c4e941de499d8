export { type Machine, machinesIn } from './machine';
export { MACHINE_FORMATS } from './machine-formats';
