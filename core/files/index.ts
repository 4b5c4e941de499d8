export { entriesOf, foldersIn } from './entries-of';
export { jsonPointer } from './json-pointer';
export { Locked, withLock } from './lock';
export { writeAtomically } from './write-atomically';
