export { type Comparison, compareSynths } from './compare-synths';
export { compareSince } from './compare-since';
export { judgeOwnPolicies } from './judge-own-policies';
export { ProjectSynths } from './project-synths';
export { type ReviewFormat, REVIEW_FORMATS, writeReview } from './review-formats';
export { watchProject } from './watch-project';
