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
import { bold } from '../style';

/** How a review can be told. */
export const FORMATS = {
  terminal: (review) => renderTerminal(review, bold()),
  markdown: renderMarkdown,
  json: renderJson,
  sarif: ({ findings }) => renderSarif(findings),
} as const satisfies Readonly<Record<string, (review: Review, options: MarkdownOptions) => string>>;

export type Format = keyof typeof FORMATS;

/** Writes a review in every form that another program reads, so that one comparison serves them all. */
export function writeReview(folder: string, review: Review, options: MarkdownOptions): void {
  writeAtomically(join(folder, 'diff.md'), FORMATS.markdown(review, options));
  writeAtomically(join(folder, 'diff.json'), FORMATS.json(review));
  writeAtomically(join(folder, 'diff.sarif'), FORMATS.sarif(review));
}
