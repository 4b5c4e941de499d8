export { clusterNodes, type Nodes } from './cluster-nodes';
export type { RollMachine } from './machine';
export { type MachineWatch, sshWatch, type SshWatchOptions } from './machine-watch';
export { nextWave, type RollStep, wavesOf } from './next-wave';
export { PoolRoll, type RollRequest } from './pool-roll';
export { roll, type Rolled, type RollOptions } from './roll';
export type { RollPorts } from './ports';
