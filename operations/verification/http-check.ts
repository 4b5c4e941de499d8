import { type HttpCheck, checkWords } from '../../model';
import { judgePage } from './judge-page';
import type { CheckOutcome } from './outcome';
import { limitOf, pageAt } from './page-at';

/** Requests a page once, and judges the answer. */
export async function checkHttp(check: HttpCheck): Promise<CheckOutcome> {
  const page = await pageAt(check.url, { withinMs: limitOf(check) });
  return judgePage(checkWords(check).asks, page, check);
}
