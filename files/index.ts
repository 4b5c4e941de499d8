export { jsonPointer } from './json-pointer';
export { writeAtomically } from './write-atomically';
