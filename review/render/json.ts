import type { Review } from '../view';
import { visibleJson } from './visible';

/** A review as JSON, in the published format of schemas/diff.schema.json. A version gains fields and never loses any. */
export function renderJson(review: Review): string {
  return `${visibleJson(JSON.stringify({ version: 1, ...review }, undefined, 2))}\n`;
}
