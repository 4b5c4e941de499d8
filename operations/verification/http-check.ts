import type { HttpCheck } from '../../model';
import { judgePage } from './judge-page';
import type { CheckOutcome } from './outcome';
import { pageAt, shownAddress, WITHIN_MS } from './page-at';

/** Requests a page once, and judges the answer. */
export async function checkHttp(check: HttpCheck): Promise<CheckOutcome> {
  const { url, within } = check;
  const page = await pageAt(url, { withinMs: within === undefined ? WITHIN_MS : within.toSeconds() * 1_000 });
  return judgePage(`GET ${shownAddress(url)}`, page, check);
}
