import type { Review } from '../view';
import { visibleJson } from './visible';

/** A review as JSON: schemas/diff.schema.json is its published form. A version gains fields and never loses any. */
export function renderJson(review: Review): string {
  return `${visibleJson(JSON.stringify({ version: 1, ...review }, undefined, 2))}\n`;
}
