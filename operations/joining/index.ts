export { joinNodes, type JoinOptions } from './join-nodes';
export type { JoiningMachine } from './joining-machine';
export { overSsh } from './over-ssh';
