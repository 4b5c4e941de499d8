import { Failure, type FaultyPart, networkFault } from '../process';

interface Request {
  readonly registry: string;
  /** Which of the registry's hosts was asked. */
  readonly host: string;
  readonly timeoutMs: number;
}

const CHECK = 'Check the spelling of its name, and the network between here and it.';

const ADVICE: Readonly<Record<FaultyPart, string>> = {
  address: CHECK,
  network: CHECK,
  names: 'Check that names can be looked up here (DNS).',
  protocol: 'Give it a certificate: only on this machine a registry may do without.',
  expiry: 'Have it renewed.',
  'certificate name': 'Use a name that the certificate has, or have this one added to it.',
  authority: "Name the file of the authority's certificate, or of its own, in NODE_EXTRA_CA_CERTS.",
};

/** Explains why there was no answer. Anything but a network error is returned unchanged. */
export function explainNoAnswer(error: unknown, { registry, host, timeoutMs }: Request): unknown {
  const at = host === registry ? '' : ` at ${host}`;
  const failure = (what: string, advice: string): Failure =>
    new Failure(`can't reach the registry ${registry}${at}: ${what}\n    → ${advice}`);
  // fetch only says that it failed; the reason is in its cause.
  const { name, cause } = error as FetchError;
  if (name === 'TimeoutError') return failure(`no answer within ${timeoutMs / 1000} s`, CHECK);
  if (cause === undefined) return error;
  const { code = '', message = '' } = cause;
  const { what, part } = networkFault(code) ?? { what: message === '' ? code : message, part: 'network' };
  return failure(what, ADVICE[part]);
}

interface FetchError {
  readonly name?: string;
  readonly cause?: { readonly code?: string; readonly message?: string };
}
