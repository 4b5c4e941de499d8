export { type ChangedPath, changedPaths } from './changed-paths';
export { commitOnBranch, commitPaths, type FileContents } from './commit-files';
export { type Commit, type CommitList, commitsBetween } from './commits-between';
export { git, headCommit, openRepository, type Repository, tryGit, userOf } from './repository';
