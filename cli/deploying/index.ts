export { imagesToPull } from './preflight';
export { addRunOptions, repeated, type RunOptions } from './options';
export { runCommand } from './run';
