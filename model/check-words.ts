import { type Check, COMMAND_WITHIN, type PodCheck, type PrometheusCheck, ANSWER_WITHIN } from './check';

/** A check as people read it. */
export interface CheckWords {
  /** What it asks, without what may be secret: `GET https://shop.example.com/healthz`. */
  readonly asks: string;
  /** What must come back: `200 within 5s`. */
  readonly expects: string;
}

/** What a check asks, and what must come back. */
export function checkWords(check: Check): CheckWords {
  switch (check.kind) {
    case 'http':
      return { asks: `GET ${shownAddress(check.url)}`, expects: answerWords(check) };
    case 'pods':
      return { asks: podRequest(check), expects: answerWords(check) };
    case 'command':
      return {
        asks: check.command.join(' '),
        expects: `exit code 0 within ${(check.within ?? COMMAND_WITHIN).toString()}`,
      };
    case 'prometheus':
      return {
        asks: `${check.query} at ${shownAddress(check.server)}`,
        expects: `${boundsOf(check)}${check.for === undefined ? '' : ` for ${check.for.toString()}`}`,
      };
  }
}

/** An address without its query, which may hold a token. */
export function shownAddress(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname}${search === '' ? '' : '?…'}`;
}

/** What is asked of the pods of a service, without the query, which may hold a token. */
export function podRequest({ to, path = '/' }: PodCheck): string {
  return `GET ${to.service.name}:${to.port}${path.replace(/\?.*/, '?…')}`;
}

/** The values that are good: `at least 1 and at most 5`. */
export function boundsOf({ atLeast, atMost }: Pick<PrometheusCheck, 'atLeast' | 'atMost'>): string {
  return [
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ].join(' and ');
}

function answerWords({
  status = 200,
  contains,
  within = ANSWER_WITHIN,
}: Pick<PodCheck, 'status' | 'contains' | 'within'>): string {
  const text = contains === undefined ? '' : ` with ${JSON.stringify(contains)}`;
  return `${status}${text} within ${within.toString()}`;
}
