export { maskedFinding } from './masked';
export type * from './review';
export { reviewSynths } from './review-synths';
