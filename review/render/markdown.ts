import type { Review } from '../view';
import { DETAIL_LEVELS } from './detail-levels';
import { renderAtSize } from './markdown-parts';

export interface MarkdownOptions {
  /** How long it may get, in characters. @default 65536, what GitHub takes for a comment */
  readonly limit?: number;
  /** Where all of it is to be read when something is left out: a link, or a sentence. @default the command that tells it */
  readonly fullAt?: string;
}

const CUT = '\n\n_Cut here: it would be longer than it may be._\n';

/**
 * A review as a comment on a pull request. Where it would be too long, it tells less of what is less dangerous, and says
 * what it leaves out. The same review is the same text.
 */
export function renderMarkdown(
  review: Review,
  { limit = 65_536, fullAt = '`slipway diff`' }: MarkdownOptions = {},
): string {
  let text = '';
  for (const size of DETAIL_LEVELS) {
    text = renderAtSize(review, size, fullAt);
    if (text.length <= limit) return text;
  }
  return text.slice(0, Math.max(0, limit - CUT.length)) + CUT;
}
