export { joinNodes } from './join-nodes';
export { type JoiningMachine, overSsh } from './joining-machine';
