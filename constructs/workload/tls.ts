/** How a domain is served. */
export type Tls = CertManager | ExistingCertificate | PlainHttp;

/** A certificate that cert-manager gets and renews. */
export interface CertManager {
  readonly kind: 'cert-manager';
  /** The name of a ClusterIssuer. */
  readonly clusterIssuer: string;
}

/** A certificate that is in a Secret already. */
export interface ExistingCertificate {
  readonly kind: 'existing-certificate';
  /** The name of a Secret of type `kubernetes.io/tls`. */
  readonly secretName: string;
}

/** No TLS. */
export interface PlainHttp {
  readonly kind: 'plain-http';
  /** Why there is no TLS; written beside the ingress, as an annotation. */
  readonly reason: string;
}

/**
 * cert-manager gets and renews the certificate from this ClusterIssuer.
 *
 * @example
 * certManager('letsencrypt');
 *
 * @see https://cert-manager.io/docs/usage/ingress/
 */
export function certManager(clusterIssuer: string): CertManager {
  return { kind: 'cert-manager', clusterIssuer };
}

/**
 * The certificate is in a Secret of type `kubernetes.io/tls` in the workload's namespace.
 *
 * @example
 * existingCertificate('shop-example-com');
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
 */
export function existingCertificate(secretName: string): ExistingCertificate {
  return { kind: 'existing-certificate', secretName };
}

/**
 * Does without TLS, and says why.
 *
 * @example
 * plainHttp('lab without a certificate authority');
 */
export function plainHttp(reason: string): PlainHttp {
  return { kind: 'plain-http', reason };
}
