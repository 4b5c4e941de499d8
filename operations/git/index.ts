export { blobIdOf } from './blob-id';
export { type ChangedPath, changedPaths } from './changed-paths';
export { commitOnBranch, commitPaths, type FileContents } from './commit-files';
export { type Commit, type CommitList, commitsBetween } from './commits-between';
export { withFreshFiles } from './fresh-files';
export { git, headCommit, openRepository, type Repository, tryGit, userOf } from './repository';
export { isOnARemote, openSubmodule } from './submodule';
export { type TreeEntry, treeOf } from './tree';
