export { entriesOf, foldersIn } from './entries-of';
export { ENVIRONMENTS_FOLDER } from './environments-folder';
export { Locked, withLock } from './lock';
export { writeAtomically } from './write-atomically';
