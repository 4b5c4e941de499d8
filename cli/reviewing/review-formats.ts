import { join } from 'node:path';
import { writeAtomically } from '../../core/files';
import {
  type MarkdownOptions,
  renderJson,
  renderMarkdown,
  renderSarif,
  renderTerminal,
  type Review,
} from '../../review';
import { bold } from '../terminal';

/** The formats of a review. */
export const REVIEW_FORMATS = {
  terminal: (review) => renderTerminal(review, bold()),
  markdown: renderMarkdown,
  json: renderJson,
  sarif: ({ findings, entries }) => renderSarif(findings, entries),
} as const satisfies Readonly<Record<string, (review: Review, options: MarkdownOptions) => string>>;

export type ReviewFormat = keyof typeof REVIEW_FORMATS;

/** Writes a review in every format that other programs read, so that one comparison serves them all. */
export function writeReview(folder: string, review: Review, options: MarkdownOptions): void {
  writeAtomically(join(folder, 'diff.md'), REVIEW_FORMATS.markdown(review, options));
  writeAtomically(join(folder, 'diff.json'), REVIEW_FORMATS.json(review));
  writeAtomically(join(folder, 'diff.sarif'), REVIEW_FORMATS.sarif(review));
}
