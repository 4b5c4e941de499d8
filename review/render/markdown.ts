import type { Review } from '../view';
import { DETAIL_LEVELS } from './detail-levels';
import { renderAtSize } from './markdown-parts';

export interface MarkdownOptions {
  /** The maximum length, in characters. @default 65536, GitHub's limit for a comment */
  readonly limit?: number;
  /**
   * Where to read the rest if something is left out: a link, or a sentence.
   * @default the command that shows it
   */
  readonly fullAt?: string;
}

const CUT = '\n\n_Cut here: the maximum length is reached._\n';

/** An entry has at least so many characters: "- `+` `x.a` ()". */
const SHORTEST_ENTRY = 14;

/**
 * A review as a comment on a pull request. If it would be too long, it has less detail about the less dangerous changes, and
 * says what it leaves out. Equal reviews give equal texts.
 */
export function renderMarkdown(
  review: Review,
  { limit = 65_536, fullAt = '`slipway diff`' }: MarkdownOptions = {},
): string {
  let text = '';
  const mayFit = review.entries.length * SHORTEST_ENTRY <= limit;
  for (const size of DETAIL_LEVELS) {
    // With thousands of changes, nothing is written that is known to be too long.
    if (size.most === Infinity && !mayFit) continue;
    text = renderAtSize(review, size, fullAt);
    if (text.length <= limit) return text;
  }
  return text.slice(0, Math.max(0, limit - CUT.length)) + CUT;
}
