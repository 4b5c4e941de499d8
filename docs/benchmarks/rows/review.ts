import { runProgram } from '../program';
import type { ReviewTimes } from '../programs/review';
import { type Row, seconds, span } from '../row';

export const review: Row = () => {
  const { result, timing } = runProgram<ReviewTimes>('review', []);
  return [
    {
      work: 'review of 5,000 changed resources with policies',
      slipway: span(result.review),
      peer: `parsing both inputs: ${seconds(result.parse.median)}`,
      ratio: result.review.median / result.parse.median,
      mebibytes: timing.mebibytes,
      aim: '≤ 5 times',
    },
  ];
};
