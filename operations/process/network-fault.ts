/** What is to be looked at after a connection has failed. */
export type FaultyPart =
  'address' | 'network' | 'names' | 'protocol' | 'expiry' | 'certificate name' | 'authority';

/** Why a connection failed. */
interface NetworkFault {
  /** Of the server: `its name is not known`. */
  readonly what: string;
  readonly part: FaultyPart;
}

const UNKNOWN_AUTHORITY: NetworkFault = {
  what: 'its certificate is signed by an unknown authority',
  part: 'authority',
};
const NO_WAY: NetworkFault = { what: 'there is no way to it', part: 'network' };
const SILENT: NetworkFault = { what: 'it does not answer', part: 'network' };
const CUT: NetworkFault = { what: 'the connection was cut', part: 'network' };
const NO_TLS: NetworkFault = { what: 'it does not speak TLS', part: 'protocol' };

/** By the codes of Node, of its fetch and of OpenSSL. */
const FAULTS: Readonly<Partial<Record<string, NetworkFault>>> = {
  ECONNREFUSED: { what: 'nothing listens there', part: 'address' },
  ECONNRESET: CUT,
  UND_ERR_SOCKET: CUT,
  ENOTFOUND: { what: 'its name is not known', part: 'address' },
  EAI_AGAIN: { what: 'its name cannot be looked up', part: 'names' },
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  ETIMEDOUT: SILENT,
  UND_ERR_CONNECT_TIMEOUT: SILENT,
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  CERT_HAS_EXPIRED: { what: 'its certificate has expired', part: 'expiry' },
  ERR_TLS_CERT_ALTNAME_INVALID: { what: 'its certificate is for another name', part: 'certificate name' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { what: 'its certificate is signed by itself', part: 'authority' },
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  CERT_SIGNATURE_FAILURE: UNKNOWN_AUTHORITY,
};

/** What an error code of a connection means; undefined of a code that is not known here. */
export function networkFault(code: string | undefined): NetworkFault | undefined {
  return FAULTS[code ?? ''];
}
