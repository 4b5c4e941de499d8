export { blockedPaths, isSymbolicLink } from './blocked-paths';
export { checkStarter } from './check-starter';
export { carriedOverFrom } from './carry-over';
export { ciHostOf } from './ci-host';
export { evaluate } from './evaluate';
export { fromCompose } from './from-compose';
export { readFolder } from './folder-before';
export { hello } from './hello';
export { projectFiles, serviceFiles } from './project-files';
export { slugOf } from './slug';
export {
  type CarriedOver,
  type NotCarriedOver,
  sameVariable,
  type Starter,
  type StarterService,
  variableOf,
} from './starter';
export { Call, importsOf, quoted, render, type Source, WIDTH } from './source';
export { checkRunning, takeOver, takeOverReport } from './take-over';
export {
  type CiHost,
  type FolderBefore,
  ignoreLines,
  manifestFor,
  pipelineFiles,
  toolFiles,
} from './tool-files';
export { type WhatWasDone, writeProject } from './write-project';
