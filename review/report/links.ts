/** The address within the report of an environment, or of a thing in it. */
export function hrefOf(environment: string, thing?: string): string {
  const env = `#env=${encodeURIComponent(environment)}`;
  return thing === undefined ? env : `${env}&thing=${encodeURIComponent(thing)}`;
}
