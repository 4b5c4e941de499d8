export { type Addition, type ByHand, type Done, writeAddition } from './addition';
export { ADDITIONS } from './additions';
export { type AddOptions, checkOptions, type Kind } from './options';
export { compilerOf } from './compiler';
export { ProjectPlaces } from './project-places';
export { type SourceExpression, Sources } from './sources';
