export { PLANS_NOTE, runExclusively } from './exclusive-run';
export { findByName, findNamed, findPool, unknownPools } from './find-by-name';
export { compositionFile, loadComposition } from './load-composition';
export { NOT_READ } from './not-read';
export { findImage, registryOptions } from './registry';
export { synthesise } from './synthesise';
export { tellIfOutdated } from './tell-if-outdated';
