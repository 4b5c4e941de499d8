/** One key of a Secret in the workload's namespace. A reference: the value never enters Terraform. */
export interface SecretKey {
  /** The name of the Secret. */
  readonly secretName: string;
  /** The key in it. */
  readonly key: string;
  /** Whether the pods start without it, for a variable. @default false */
  readonly optional?: boolean;
}

/** What is special about a reference to a secret. */
export interface SecretKeyOptions {
  /** Whether the pods start without it, for a variable. @default false */
  readonly optional?: boolean;
  /** The permissions of the file, for one of the `files`. @default 0o644 */
  readonly mode?: number;
}

/**
 * Refers to a secret value by the Secret and the key that hold it.
 *
 * @example
 * const secrets = {
 *   DATABASE_PASSWORD: secretKey('shop-database', 'password'),
 *   SENTRY_DSN: secretKey('sentry', 'dsn', { optional: true }),
 * };
 * const files = { '/run/secrets/tls.key': secretKey('shop-tls', 'tls.key', { mode: 0o440 }) };
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function secretKey(
  secretName: string,
  key: string,
  options: SecretKeyOptions = {},
): SecretKey & SecretKeyOptions {
  return { ...options, secretName, key };
}
