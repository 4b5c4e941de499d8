export { type ChangedLine, withCauses } from './causes';
export { maskedFinding } from './masked';
export type * from './review';
export { reviewSynths } from './review-synths';
