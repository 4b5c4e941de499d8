export { type Addition, type ByHand, type Done, writeAddition } from './addition';
export { ADDITIONS, type AddOptions, checkOptions, type Kind } from './requests';
export { compilerOf } from './compiler';
export { ProjectPlaces } from './project-places';
export { type Place, Sources } from './sources';
