import { Failure } from '../operations/process';
import { missingOfImage, type RegistryOptions } from '../operations/registry';

/** What a registry says of an image: neither, where it is there, whole. */
export interface FoundImage {
  /** What it lacks, in words. */
  readonly lacks?: string;
  /** Why it could not be asked. */
  readonly unasked?: string;
}

/** Looks whether a registry has all that a node pulls to run an image. */
export async function lookForImage(
  repository: string,
  digest: string,
  options: RegistryOptions,
): Promise<FoundImage> {
  try {
    const missing = await missingOfImage(repository, digest, options);
    if (missing.length === 0) return {};
    if (missing.includes(digest)) return { lacks: 'the registry does not know it' };
    return { lacks: `the registry has lost ${missing.join(', ')} of it` };
  } catch (error) {
    if (error instanceof Failure) return { unasked: error.message };
    throw error;
  }
}
