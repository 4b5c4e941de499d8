/** Where an environment's secret comes from. Its value is in no file. */
export type SecretSource = ManagedSecret | ExistingSecret;

/** A secret that Slipway writes. */
export interface ManagedSecret {
  readonly kind: 'managed';
  /** Raise it to write the values again, and to roll out the services that read them. */
  readonly revision: number;
  /** Keys that no service reads. @default none */
  readonly keys?: readonly string[];
}

/** A secret that something else writes. */
interface ExistingSecret {
  readonly kind: 'existing';
  /** Keys that no service reads. @default none */
  readonly keys?: readonly string[];
}

/**
 * Slipway writes the secret at deploy, from one ephemeral variable a key (`TF_VAR_<secret>_<key>`), through write-only
 * arguments: the value is kept neither in the plan nor in the state.
 * @param options.revision Raise it to write the values again: Terraform cannot see that they changed. Another set of keys is written without that.
 * @param options.keys Keys beside those that services read, for what an environment adds with `extend`.
 *
 * @example
 * managedSecret({ revision: 1 });
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
export function managedSecret(options: Omit<ManagedSecret, 'kind'>): ManagedSecret {
  return { kind: 'managed', ...options };
}

/**
 * Something else puts the secret into the namespace: External Secrets, an operator, a person.
 * @param options.keys Keys beside those that services read, for what an environment adds with `extend`.
 *
 * @example
 * existingSecret();
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function existingSecret(options: Omit<ExistingSecret, 'kind'> = {}): ExistingSecret {
  return { kind: 'existing', ...options };
}
