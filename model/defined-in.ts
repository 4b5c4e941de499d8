import { sep } from 'node:path';

/** Slipway's own folders: frames from here are not where a user wrote something. */
const OWN = `${sep}model${sep}`;

/**
 * The file that called into the model: where a service or an environment is written, for reviews and reports.
 * Undefined where the runtime does not say (a bundle, say): then reports name the construct only.
 */
export function definedIn(): string | undefined {
  return callers()
    .map((frame) => frame.getFileName())
    .find((file): file is string => typeof file === 'string' && !file.includes(OWN));
}

function callers(): readonly NodeJS.CallSite[] {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was, called by nobody here
  const { prepareStackTrace } = Error;
  try {
    Error.prepareStackTrace = (_error, frames) => frames;
    return new Error().stack as unknown as readonly NodeJS.CallSite[];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
