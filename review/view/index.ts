export type * from './review';
export { reviewSynths } from './review-synths';
