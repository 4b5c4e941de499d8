import type { HttpCheck } from '../../model';
import type { CheckOutcome } from './outcome';
import { detailsOf, pageAt, shownAddress } from './page-at';

const WITHIN_MS = 5_000;
/** Requests a page once, and judges the answer. */
export async function checkHttp({ url, status = 200, contains, within }: HttpCheck): Promise<CheckOutcome> {
  const what = `GET ${shownAddress(url)}`;
  const page = await pageAt(url, { withinMs: within === undefined ? WITHIN_MS : within.toSeconds() * 1_000 });
  if ('failure' in page) return { passed: false, said: `${what}: ${page.failure}` };
  const answer = `${what}: ${page.status} in ${page.tookMs} ms`;
  if (page.status !== status)
    return { passed: false, said: `${answer}, and not ${status}`, ...detailsOf(page) };
  if (contains !== undefined && !page.body.includes(contains))
    return { passed: false, said: `${answer}, without ${JSON.stringify(contains)}`, ...detailsOf(page) };
  return { passed: true, said: answer };
}
