export { addRunOptions, each, type RunOptions } from './options';
export { runCommand } from './run';
