export { clusterNodes, type Nodes } from './cluster-nodes';
export type { RollMachine } from './machine';
export { type MachineWatch, sshWatch } from './machine-watch';
export { nextWave, wavesOf } from './next-wave';
export { PoolRoll, type RollRequest } from './pool-roll';
export { roll, type Rolled } from './roll';
export type { RollPorts } from './ports';
