import type { HttpCheck } from '../../model';
import type { CheckOutcome } from './outcome';
import { detailsOf, type Page } from './page-at';

/** Judges what was answered to a request. */
export function judgePage(
  what: string,
  page: Page | { readonly failure: string },
  { status = 200, contains }: Pick<HttpCheck, 'status' | 'contains'>,
): CheckOutcome {
  if ('failure' in page) return { passed: false, summary: `${what}: ${page.failure}` };
  const answer = `${what}: ${page.status} in ${page.tookMs} ms`;
  if (page.status !== status)
    return { passed: false, summary: `${answer}, and not ${status}`, ...detailsOf(page) };
  if (contains !== undefined && !page.body.includes(contains))
    return { passed: false, summary: `${answer}, without ${JSON.stringify(contains)}`, ...detailsOf(page) };
  return { passed: true, summary: answer };
}
