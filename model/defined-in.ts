import { isAbsolute, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The file that called into the model: where a service or an environment is written, for reviews and reports.
 * Undefined where the runtime does not say (a bundle, say): then reports name the construct only.
 */
export function definedIn(): string | undefined {
  return callers()
    .map((frame) => pathOf(frame.getFileName()))
    .find((file): file is string => file !== undefined && !file.startsWith(`${__dirname}${sep}`));
}

/** A module is named by its path, or by its URL where it is an ES module. Node's own have neither. */
function pathOf(file: string | null | undefined): string | undefined {
  if (typeof file !== 'string') return undefined;
  if (file.startsWith('file:')) return fileURLToPath(file);
  return isAbsolute(file) ? file : undefined;
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
