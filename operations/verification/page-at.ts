import { ANSWER_WITHIN, type HttpCheck } from '../../model';
import { networkFault } from '../process';
import type { CheckOutcome } from './outcome';

/** What a server answers. */
export interface Page {
  readonly status: number;
  /** At most {@link MOST_BYTES} of it. */
  readonly body: string;
  readonly tookMs: number;
}

/** How long the answer to a check may take, in milliseconds. */
export function limitOf({ within = ANSWER_WITHIN }: Pick<HttpCheck, 'within'>): number {
  return within.toSeconds() * 1_000;
}

/** A larger answer is not read to its end. */
const MOST_BYTES = 2 ** 20;

interface PageOptions {
  readonly withinMs: number;
  /** @default none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Gets what is at an address; does not follow redirects. @returns why there is no answer, where there is none */
export async function pageAt(
  url: string,
  { withinMs, headers = {} }: PageOptions,
): Promise<Page | { readonly failure: string }> {
  const began = performance.now();
  try {
    const signal = AbortSignal.timeout(withinMs);
    const response = await fetch(url, { redirect: 'manual', headers, signal });
    return await pageFrom(response.status, response.body ?? [], began);
  } catch (error) {
    return { failure: reasonOf(error, withinMs) };
  }
}

/** What came back to a request. @param began when it was made, as `performance.now()` has it */
export async function pageFrom(
  status: number,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  began: number,
): Promise<Page> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MOST_BYTES) break;
  }
  return {
    status,
    body: Buffer.concat(chunks).toString('utf8', 0, MOST_BYTES),
    tookMs: Math.round(performance.now() - began),
  };
}

/** Of an error of `fetch`, what is wrong is in its cause; a name with several addresses has a cause for each. */
export function reasonOf(error: unknown, withinMs: number): string {
  const { name, cause } = error as Error & { readonly cause?: Cause };
  if (name === 'TimeoutError') return `no whole answer within ${withinMs / 1_000} s`;
  const { code, message = '' } = cause?.errors?.[0] ?? cause ?? (error as Cause);
  return `no answer: ${networkFault(code)?.what ?? code ?? message}`;
}

interface Cause {
  readonly code?: string;
  readonly message?: string;
  readonly errors?: readonly Cause[];
}

/** Of a wrong answer, a person sees so many characters. */
const SHOWN = 300;

/** The beginning of an answer, for the outcome of a check that it fails. */
export function detailsOf({ body }: Page): Pick<CheckOutcome, 'details'> {
  const text = body.trim();
  if (text === '') return {};
  return { details: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text };
}
