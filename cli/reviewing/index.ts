export { attachCommits } from './attach-commits';
export { baseCommit } from './base-commit';
export { changedPolicies } from './changed-policies';
export { judgeOwnPolicies } from './judge-own-policies';
export { type ReviewFormat, REVIEW_FORMATS, writeReview } from './review-formats';
export { synthesiseCommit } from './synthesise-commit';
export { synthesiseFolder } from './synthesise-folder';
