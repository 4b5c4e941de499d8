/** One key of a Secret in the workload's namespace. A reference: the value never enters Terraform. */
export interface SecretKey {
  /** The name of the Secret. */
  readonly secretName: string;
  /** The key in it. */
  readonly key: string;
}

/**
 * Refers to a secret value by the Secret and the key that hold it.
 *
 * @example
 * secretKey('shop-database', 'password');
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function secretKey(secretName: string, key: string): SecretKey {
  return { secretName, key };
}
