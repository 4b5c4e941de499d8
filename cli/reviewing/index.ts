export { type Comparison, compareFolders, comparePlans } from './compare-folders';
export { compareSince } from './compare-since';
export { judgeOwnPolicies } from './judge-own-policies';
export { ProjectSynths } from './project-synths';
export { type ReviewFormat, REVIEW_FORMATS, writeReview } from './review-formats';
export { watchProject } from './watch-project';
