import { isWide, type Opening, openingsBeyond, openingWords } from '../../network';
import { type Risk, risksOf } from '../risk';

const risk = risksOf('exposure');

/** What is opened and closed, in words: an opening to somebody whom nobody of the project has in hand asks for approval where it counts. */
export function openingsBetween(
  before: readonly Opening[],
  after: readonly Opening[],
  inProtected: boolean,
): readonly Risk[] {
  const opened = openingsBeyond(after, before);
  const widened = opened.filter(({ from, to }) => isWide(from) || isWide(to));
  const others = opened.filter((opening) => !widened.includes(opening));
  return [
    ...openingWords(widened).map((words) => risk(words, inProtected)),
    ...openingWords(others).map((words) => risk(words, false)),
    ...openingWords(openingsBeyond(before, after), 'may no longer reach').map((words) => risk(words, false)),
  ];
}
