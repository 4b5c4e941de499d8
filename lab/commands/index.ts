export { change } from './change';
export { down } from './down';
export { explain } from './explain';
export { logs, type LogsOptions } from './logs';
export { shell } from './shell';
export { ship } from './ship';
export { status } from './status';
export { up, upCluster, upMachines, type UpOptions } from './up';
