import { compareSynths } from '../../review/diff';
import { reviewSynths } from '../../review';
import { data } from './corpus/data';
import { plain } from './corpus/plain';
import { reach } from './corpus/reach';
import { replacement } from './corpus/replacement';
import { synthOf } from './support/synth-of';

const corpus = [...data, ...replacement, ...reach, ...plain];

test.each(corpus.map((pair) => [pair.name, pair] as const))(
  '%s',
  (_name, { before, after, outcome, entries }) => {
    const review = reviewSynths(synthOf(before), synthOf(after));
    expect(review.entries.map(({ level, deed, resources }) => [level, deed, resources[0]?.address])).toEqual(
      entries.map(([level, deed, address]) => [level, deed, address]),
    );
    entries.forEach(([, , , words], index) => {
      if (words !== undefined)
        expect(review.entries[index]?.risks.map(({ reason }) => reason).join('\n')).toMatch(words);
    });
    expect(review.verdict.outcome).toBe(outcome);
  },
);

test('the corpus has at least forty pairs, and no two are of one name', () => {
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  expect(corpus.length).toBeGreaterThanOrEqual(40);
});

test.each(corpus.map((pair) => [pair.name, pair] as const))(
  'nothing lies between a state and itself: %s',
  (_name, pair) => {
    expect(compareSynths(synthOf(pair.after), synthOf(pair.after))).toEqual([]);
  },
);
