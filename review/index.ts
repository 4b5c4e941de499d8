export { type Machine, MACHINE_FORMATS, machinesIn } from './machines';
export { type Emphasis, renderSummary } from './summary';
