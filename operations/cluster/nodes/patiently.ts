import { Failure } from '../../process';
import { Refusal } from '../client/refusal';

/** An answer, or why there was none this time. An API server may be unavailable for a moment while nodes are replaced. */
export type Answer<T> = { readonly is: T } | { readonly missing: string };

/** Sends a request that is repeated later. @throws Failure if waiting cannot help, such as a refusal for any reason but load */
export async function patiently<T>(asked: Promise<T>): Promise<Answer<T>> {
  try {
    return { is: await asked };
  } catch (error) {
    const isTransient = error instanceof Refusal ? error.status === 429 || error.status >= 500 : true;
    if (!(error instanceof Failure) || !isTransient) throw error;
    return { missing: error.message };
  }
}
