export { addRunOptions, type RunOptions } from './options';
export { runCommand } from './run';
