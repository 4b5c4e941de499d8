import { Failure, type FaultyPart, networkFault } from '../../process';

interface Request {
  readonly cluster: string;
  readonly server: string;
  readonly timeoutMs: number;
}

const CHECK_NETWORK = 'Check the network between here and the cluster: VPN, firewall, authorised networks.';

const ADVICE: Readonly<Record<FaultyPart, string>> = {
  address:
    'Check that the cluster runs, and that its address is the right one. A private one may need a VPN.',
  network: CHECK_NETWORK,
  names: 'Check that names can be looked up here (DNS).',
  protocol: 'Check the scheme and the port of its address.',
  expiry: "Renew the cluster's certificates (`kubeadm certs renew`).",
  'certificate name':
    "Use an address that the certificate names, or add this one to the API server's certificate.",
  authority: "Give the certificate authority that signed the cluster's certificate (`ca`).",
};

/** Explains why there was no answer. Anything but a network error is returned unchanged. */
export function explainUnreachable(error: unknown, { cluster, server, timeoutMs }: Request): unknown {
  const where = server === cluster ? server : `${cluster} (${server})`;
  const failure = (what: string, advice: string): Failure =>
    new Failure(`can't reach the cluster ${where}: ${what}\n    → ${advice}`);
  if (!(error instanceof Error)) return error;
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return failure(`no answer within ${timeoutMs / 1000} s`, CHECK_NETWORK);
  if (!('code' in error)) return error;
  const { what, part } = networkFault(String(error.code)) ?? { what: error.message, part: 'network' };
  return failure(what, ADVICE[part]);
}
