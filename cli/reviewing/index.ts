export { attachCommits } from './attach-commits';
export { baseCommit } from './base-commit';
export { changedPolicies } from './changed-policies';
export { type Compared, compareFolders } from './compare-folders';
export { judgeOwnPolicies } from './judge-own-policies';
export { OUTPUT } from './output';
export { ProjectSynths } from './project-synths';
export { type ReviewFormat, REVIEW_FORMATS, writeReview } from './review-formats';
