export { entriesOf, foldersIn } from './entries-of';
export { Locked, withLock } from './lock';
export { writeAtomically } from './write-atomically';
