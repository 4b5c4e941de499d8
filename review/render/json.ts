import type { Review } from '../view';
import { visibleJson } from '../../core/text';

/** A review as JSON, in the published format of schemas/diff.schema.json. A version gains fields and never loses any. */
export function renderJson(review: Review): string {
  return visibleJson({ version: 1, ...review });
}
