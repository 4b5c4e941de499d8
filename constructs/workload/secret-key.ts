/** One key of a Secret in the workload's namespace. A reference: the value never enters Terraform. */
export interface SecretKey {
  readonly secretName: string;
  readonly key: string;
}

/** Names a secret value by where it lies: `secretKey('shop-database', 'password')`. */
export function secretKey(secretName: string, key: string): SecretKey {
  return { secretName, key };
}
