import { Failure } from '../../process';

interface Place {
  readonly cluster: string;
  readonly server: string;
  readonly timeoutMs: number;
}

const CHECK_ADDRESS = 'Check that the cluster runs, and that its address is the right one.';
const CHECK_NETWORK = 'Check the network between here and the cluster: VPN, firewall, authorised networks.';
const CHECK_AUTHORITY = "Give the certificate authority that signed the cluster's certificate (`ca`).";

const EXPLAINED: Readonly<Partial<Record<string, readonly [what: string, advice: string]>>> = {
  ECONNREFUSED: ['nothing listens there', CHECK_ADDRESS],
  ECONNRESET: ['the connection was cut', CHECK_NETWORK],
  ENOTFOUND: ['its name is not known', `${CHECK_ADDRESS} A private one may need a VPN.`],
  EAI_AGAIN: ['its name cannot be looked up', 'Check that names can be looked up here (DNS).'],
  EHOSTUNREACH: ['there is no way to it', CHECK_NETWORK],
  ENETUNREACH: ['there is no way to it', CHECK_NETWORK],
  ETIMEDOUT: ['it does not answer', CHECK_NETWORK],
  EPROTO: ['it does not speak TLS', 'Check the scheme and the port of its address.'],
  CERT_HAS_EXPIRED: [
    "the server's certificate has expired",
    "Renew the cluster's certificates (`kubeadm certs renew`).",
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    "the server's certificate is for another name",
    "Use an address that the certificate names, or add this one to the API server's certificate.",
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["the server's certificate is signed by itself", CHECK_AUTHORITY],
  SELF_SIGNED_CERT_IN_CHAIN: ["the server's certificate is signed by another authority", CHECK_AUTHORITY],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    "the server's certificate is signed by another authority",
    CHECK_AUTHORITY,
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    "the server's certificate is signed by another authority",
    CHECK_AUTHORITY,
  ],
  CERT_SIGNATURE_FAILURE: ["the server's certificate is signed by another authority", CHECK_AUTHORITY],
};

/** Explains why there was no answer. Anything but a network error is returned unchanged. */
export function explainUnreachable(error: unknown, { cluster, server, timeoutMs }: Place): unknown {
  const where = server === cluster ? server : `${cluster} (${server})`;
  const failure = (what: string, advice: string): Failure =>
    new Failure(`can't reach the cluster ${where}: ${what}\n    → ${advice}`);
  if (!(error instanceof Error)) return error;
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return failure(`no answer within ${timeoutMs / 1000} s`, CHECK_NETWORK);
  if (!('code' in error)) return error;
  const [what, advice] = EXPLAINED[String(error.code)] ?? [error.message, CHECK_NETWORK];
  return failure(what, advice);
}
