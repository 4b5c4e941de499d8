export { cacheFolder } from './cache-folder';
export { entriesOf, ENVIRONMENTS_FOLDER, foldersIn } from './folders';
export { hashFile } from './hash-file';
export { Locked, pauseSync, withLock } from './lock';
export { readPackagedJson } from './packaged';
export { readTextFile, readTextInside } from './read-text';
export { replaceFiles, type Replacement } from './replace-files';
export { adviceOnFiles, Unwritable, unwritable } from './unwritable';
export { writeAtomically } from './write-atomically';
