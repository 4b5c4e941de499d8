import { setTimeout as pause } from 'node:timers/promises';
import { boundsOf, type PrometheusCheck, shownAddress } from '../../model';
import { Failure } from '../process';
import type { CheckOutcome } from './outcome';
import { detailsOf, pageAt } from './page-at';

const ANSWER_MS = 30_000;
/** How often it is asked, at most: servers scrape every 15 s or less often. */
const EVERY_MS = 15_000;

/** Asks Prometheus again and again, for as long as the value must stay good; ends at the first value that is not. */
export async function checkPrometheus(check: PrometheusCheck, env: NodeJS.ProcessEnv): Promise<CheckOutcome> {
  const lastsMs = (check.for?.toSeconds() ?? 0) * 1_000;
  const token = tokenOf(check, env);
  const end = Date.now() + lastsMs;
  for (;;) {
    const outcome = await askOnce(check, token);
    const left = end - Date.now();
    if (!outcome.passed) return outcome;
    if (left <= 0)
      return lastsMs === 0
        ? outcome
        : { ...outcome, summary: `${outcome.summary}, for ${String(check.for)}` };
    await pause(Math.min(left, EVERY_MS, Math.max(1_000, lastsMs / 10)));
  }
}

function tokenOf({ tokenVariable }: PrometheusCheck, env: NodeJS.ProcessEnv): string | undefined {
  if (tokenVariable === undefined) return undefined;
  const token = env[tokenVariable];
  if (token !== undefined && token !== '') return token;
  throw new Failure(`${tokenVariable} must be set: it holds the token for a check that asks Prometheus`);
}

async function askOnce(check: PrometheusCheck, token: string | undefined): Promise<CheckOutcome> {
  const { server, query, atLeast = -Infinity, atMost = Infinity } = check;
  const url = new URL(`${server.replace(/\/+$/, '')}/api/v1/query`);
  url.searchParams.set('query', query);
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const page = await pageAt(url.href, { withinMs: ANSWER_MS, headers });
  const about = (what: string): string => `${query}: ${what}`;
  if ('failure' in page)
    return { passed: false, summary: about(`${shownAddress(server)} gave ${page.failure}`) };
  const values = valuesIn(page.body);
  if (values === undefined)
    return {
      passed: false,
      summary: about(`${shownAddress(server)} answered with ${page.status}, and not with a result`),
      ...detailsOf(page),
    };
  if (values.length === 0) return { passed: false, summary: about('no data') };
  const wrong = values.find((value) => !(value >= atLeast && value <= atMost));
  if (wrong === undefined)
    return {
      passed: true,
      summary: about(values.length === 1 ? String(values[0]) : `${values.length} series`),
    };
  return { passed: false, summary: about(`${wrong}, which must be ${boundsOf(check)}`) };
}

/**
 * The value of each series, or of a scalar.
 * @returns undefined where it is not a result
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats
 */
function valuesIn(body: string): readonly number[] | undefined {
  try {
    const { status, data } = JSON.parse(body) as Answer;
    if (status !== 'success' || data === undefined) return undefined;
    if (data.resultType === 'scalar') return [numberOf(data.result)];
    return data.resultType === 'vector' ? data.result.map(({ value }) => numberOf(value)) : undefined;
  } catch {
    return undefined;
  }
}

type Sample = readonly [time: number, value: string];

interface Answer {
  readonly status: string;
  readonly data?:
    | { readonly resultType: 'scalar'; readonly result: Sample }
    | { readonly resultType: 'vector'; readonly result: readonly { readonly value: Sample }[] }
    | { readonly resultType: 'matrix' | 'string' };
}

/** Prometheus writes `+Inf`, too. */
function numberOf([, value]: Sample): number {
  return Number(value.replace('Inf', 'Infinity'));
}
