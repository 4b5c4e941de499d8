import { Failure } from '../process';

interface Place {
  readonly registry: string;
  /** Which of the registry's hosts was asked. */
  readonly host: string;
  readonly timeoutMs: number;
}

const CHECK = 'Check the spelling of its name, and the network between here and it.';

const EXPLAINED: Readonly<Partial<Record<string, readonly [what: string, advice: string]>>> = {
  ECONNREFUSED: ['nothing listens there', CHECK],
  ENOTFOUND: ['its name is not known', CHECK],
  EAI_AGAIN: ['its name cannot be looked up', 'Check that names can be looked up here (DNS).'],
  UND_ERR_CONNECT_TIMEOUT: ['it does not answer', CHECK],
  ERR_SSL_WRONG_VERSION_NUMBER: [
    'it does not speak TLS',
    'Give it a certificate: only on this machine a registry may do without.',
  ],
  CERT_HAS_EXPIRED: ['its certificate has expired', 'Have it renewed.'],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    'its certificate is signed by itself',
    'Name the file of the certificate in NODE_EXTRA_CA_CERTS.',
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    'its certificate is signed by an unknown authority',
    "Name the file of the authority's certificate in NODE_EXTRA_CA_CERTS.",
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    'its certificate is signed by an unknown authority',
    "Name the file of the authority's certificate in NODE_EXTRA_CA_CERTS.",
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    'its certificate is signed by an unknown authority',
    "Name the file of the authority's certificate in NODE_EXTRA_CA_CERTS.",
  ],
};

/** Explains why there was no answer. Anything but a network error is returned unchanged. */
export function explainNoAnswer(error: unknown, { registry, host, timeoutMs }: Place): unknown {
  const at = host === registry ? '' : ` at ${host}`;
  const failure = ([what, advice]: readonly [string, string]): Failure =>
    new Failure(`can't reach the registry ${registry}${at}: ${what}\n    → ${advice}`);
  // fetch only says that it failed; the reason is in its cause.
  const { name, cause } = error as FetchError;
  if (name === 'TimeoutError') return failure([`no answer within ${timeoutMs / 1000} s`, CHECK]);
  if (cause === undefined) return error;
  const { code = '', message = '' } = cause;
  return failure(EXPLAINED[code] ?? [message === '' ? code : message, CHECK]);
}

interface FetchError {
  readonly name?: string;
  readonly cause?: { readonly code?: string; readonly message?: string };
}
