import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareSynths } from '../../review/diff';
import { reviewSynths } from '../../review';
import { corpus } from './corpus';
import { FILES_NOT_PLANNED, LISTED, MISSES, NOT_PLANNED } from './corpus/misses';
import { synthOf, terraformOf } from './support/synth-of';

test.each(corpus.map((pair) => [pair.name, pair] as const))(
  '%s',
  (_name, { before, after, outcome, entries, offer = [] }) => {
    const review = reviewSynths(synthOf(before), synthOf(after));
    expect(
      review.entries.map(({ level, action, resources }) => [level, action, resources[0]?.address]),
    ).toEqual(entries.map(([level, action, address]) => [level, action, address]));
    entries.forEach(([, , , words], index) => {
      if (words !== undefined)
        expect(review.entries[index]?.risks.map(({ reason }) => reason).join('\n')).toMatch(words);
    });
    const offered = review.entries.flatMap((entry) => entry.offer ?? []);
    offer.forEach((line, index) => {
      expect(offered[index]).toMatch(line);
    });
    expect(review.verdict.outcome).toBe(outcome);
  },
);

test('the documentation lists where the review differs from plans, and which pairs have no plan', () => {
  const rows = readFileSync(join(__dirname, '../../docs/review.md'), 'utf8')
    .split(/\n##+ /)
    .find((section) => section.startsWith('Compared with plans'))
    ?.split('\n')
    .filter((line) => /^\| (?!-|Pair )/.test(line))
    .map((line) => line.split(/ *\| */).slice(1, -1));
  expect(rows).toEqual([
    ...MISSES.map(({ pair, address, told, planned, because }) => [
      pair,
      `\`${address}\``,
      told,
      planned,
      because,
    ]),
    ...Object.entries(LISTED),
    ...Object.entries(FILES_NOT_PLANNED).map(([about, [pairs, because]]) => [
      `${pairs.length} pairs: ${about}`,
      because,
    ]),
  ]);
});

test('a removed stack has no plan', () => {
  const gone = corpus.filter(({ before, after }) => Object.keys(before).some((stack) => !(stack in after)));
  expect(gone.map(({ name }) => name).filter((name) => !(name in NOT_PLANNED))).toEqual([]);
});

test('resources of a provider that the lab has not have no plan', () => {
  const ofOthers = corpus.filter(({ before, after }) =>
    [before, after].some((synth) =>
      Object.values(synth)
        .flatMap((stack) => Object.keys(terraformOf(stack).resource ?? {}))
        .some((type) => !/^(libvirt|docker|kubernetes|terraform)_/.test(type)),
    ),
  );
  expect(ofOthers.map(({ name }) => name).filter((name) => !(name in NOT_PLANNED))).toEqual([]);
});

test('the corpus has at least forty pairs, with distinct names', () => {
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  expect(corpus.length).toBeGreaterThanOrEqual(40);
});

test.each(corpus.map((pair) => [pair.name, pair] as const))(
  'nothing lies between a state and itself: %s',
  (_name, pair) => {
    expect(compareSynths(synthOf(pair.after), synthOf(pair.after))).toEqual([]);
  },
);
