export { carriedOverFrom } from './carry-over';
export { hello } from './hello';
export { projectFiles } from './project-files';
export type { CarriedOver, NotCarriedOver, Starter, StarterService } from './starter';
export { Call } from './source';
export { type CiHost, manifestFor, pipelineFiles, toolFiles } from './tool-files';
export { type WhatWasDone, writeProject } from './write-project';
