export { entriesOf, ENVIRONMENTS_FOLDER, foldersIn } from './folders';
export { Locked, withLock } from './lock';
export { writeAtomically } from './write-atomically';
