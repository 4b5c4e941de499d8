/**
 * cdktf walks the whole call stack for every reference that it hands out, and `stackTraces: false` does not stop it:
 * of the time that a thousand deployments take to construct, nearly all goes there. Only the "created at" lines of
 * cdktf's token errors are lost. The path is private, so cdktf is pinned and a test proves that it is still there.
 */
export function skipStackTraces(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a private module without types; its export is replaced in place
  const module = require('cdktf/lib/tokens/private/stack-trace') as { captureStackTrace: () => string[] };
  module.captureStackTrace = () => [];
}
