import { Failure } from '../../process';
import { Refusal } from '../client/refusal';

/** An answer, or why there was none this time: an API server may well be away for a moment while nodes are replaced. */
export type Answer<T> = { readonly is: T } | { readonly missing: string };

/** Asks what will be asked again. @throws Failure that waiting cannot help: refused for other reasons than load */
export async function patiently<T>(asked: Promise<T>): Promise<Answer<T>> {
  try {
    return { is: await asked };
  } catch (error) {
    const isTransient = error instanceof Refusal ? error.status === 429 || error.status >= 500 : true;
    if (!(error instanceof Failure) || !isTransient) throw error;
    return { missing: error.message };
  }
}
