export { joinNodes, type JoinOptions } from './join-nodes';
export { type JoiningMachine, overSsh } from './joining-machine';
