/** How a domain is served. */
export type Tls = CertManager | ExistingCertificate | PlainHttp;

export interface CertManager {
  readonly kind: 'cert-manager';
  readonly clusterIssuer: string;
}

export interface ExistingCertificate {
  readonly kind: 'existing-certificate';
  readonly secretName: string;
}

export interface PlainHttp {
  readonly kind: 'plain-http';
  readonly reason: string;
}

/** cert-manager gets and renews the certificate, from the ClusterIssuer named: `certManager('letsencrypt')`. */
export function certManager(clusterIssuer: string): CertManager {
  return { kind: 'cert-manager', clusterIssuer };
}

/** The certificate lies in a Secret of type `kubernetes.io/tls` in the workload's namespace. */
export function existingCertificate(secretName: string): ExistingCertificate {
  return { kind: 'existing-certificate', secretName };
}

/** Does without TLS, and says why: `plainHttp('lab without a certificate authority')`. */
export function plainHttp(reason: string): PlainHttp {
  return { kind: 'plain-http', reason };
}
