import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { resolvePort } from '../../constructs/workload';
import { type PodCheck, podRequest } from '../../model';
import { Failure } from '../process';
import { judgePage } from './judge-page';
import type { CheckOutcome } from './outcome';
import { limitOf, type Page, pageFrom, reasonOf } from './page-at';

/** How the pods of an environment are reached. */
export interface ReachPods {
  /** The names of a service's pods that are ready. */
  ready(service: string): Promise<readonly string[]>;
  /** Opens a connection to a port of a pod. */
  open(pod: string, port: number): Promise<Duplex>;
}

/** Asks each pod of a service that is ready, one after the other, up to the first that answers otherwise than it should. */
export async function checkPods(check: PodCheck, pods: ReachPods): Promise<CheckOutcome> {
  const { to, path = '/' } = check;
  const { service, port } = to;
  const what = podRequest(check);
  const ready = await pods.ready(service.name);
  const { container, service: number } = resolvePort(service.props.ports?.[port] ?? 0);
  const withinMs = limitOf(check);
  // As others in the cluster address it.
  const host = `${service.name}:${number}`;
  let slowest = 0;
  for (const pod of ready) {
    const page = await pageOf(() => pods.open(pod, container), { host, path, withinMs });
    const outcome = judgePage(`${what} of ${pod}`, page, check);
    if (!outcome.passed) return outcome;
    if ('tookMs' in page) slowest = Math.max(slowest, page.tookMs);
  }
  if (ready.length === 0) return { passed: false, summary: `${what}: no pod is ready` };
  const each = ready.length === 1 ? '1 pod' : `each of ${ready.length} pods`;
  return { passed: true, summary: `${what}: ${check.status ?? 200} in at most ${slowest} ms from ${each}` };
}

async function pageOf(
  open: () => Promise<Duplex>,
  { host, path, withinMs }: { readonly host: string; readonly path: string; readonly withinMs: number },
): Promise<Page | { readonly failure: string }> {
  const began = performance.now();
  const signal = AbortSignal.timeout(withinMs);
  const over = ended(signal);
  over.catch(() => undefined);
  try {
    const opening = open();
    const connection = await Promise.race([opening, over]).catch((error: unknown) => {
      // It may open later, when nobody waits for it any more.
      void opening.then((late) => late.destroy()).catch(() => undefined);
      throw error;
    });
    const answered = new Promise<Page>((resolve, reject) => {
      request({ createConnection: () => connection, path, signal, headers: { host, connection: 'close' } })
        .on('response', (response) => {
          pageFrom(response.statusCode ?? 0, response, began).then(resolve, reject);
        })
        // Of another protocol nothing is read.
        .on('upgrade', ({ statusCode = 0 }) => {
          pageFrom(statusCode, [], began).then(resolve, reject);
        })
        .on('error', reject)
        .end();
    });
    // Not every way in which a request ends is an event of it.
    return await Promise.race([answered, over]).finally(() => connection.destroy());
  } catch (error) {
    // The cluster refuses to be asked at all: no answer of the pod's.
    if (error instanceof Failure) throw error;
    return { failure: reasonOf(signal.aborted ? signal.reason : error, withinMs) };
  }
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}
