import { kubernetes } from '../providers/kubernetes';
import { TerraformStack } from '../cdktf';
import { Construct } from 'constructs';
import { refuseIfAny } from '../../core/findings';
import { type Metadata, metadataBlock } from '../metadata';
import { checkReference, type NamespaceReference } from '../namespace';
import { claimAddress, ephemeralVariable } from '../terraform';
import { checkProps } from '../shape';
import { checkManagedSecret } from './check-managed-secret';
import { secretVariable } from './secret-variable';
import { writtenRevision } from './written-revision';

/** What a secret holds, and when its values are written. */
export interface ManagedSecretProps extends Metadata {
  /** Where the secret lives. */
  readonly namespace: NamespaceReference;
  /** The secret's name. @default the construct's id */
  readonly name?: string;
  /** The keys that it holds, each from a variable of its own. */
  readonly keys: readonly string[];
  /**
   * Raise it to write the values again: Terraform does not keep them, so it cannot see that one changed. At least 1. Other keys are written
   * without that.
   */
  readonly revision: number;
  /**
   * The type of the secret.
   *
   * @default 'Opaque'
   * @see https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
   */
  readonly type?: string;
  /** What the names of the variables begin with, so that one shell can hold the values of several environments. @default nothing */
  readonly variablePrefix?: string;
}

/**
 * A Kubernetes secret whose values are given at deploy and kept nowhere.
 *
 * Each key is an ephemeral variable (`TF_VAR_shop_database_password` for key `password` of secret `shop-database`),
 * written through a write-only argument: neither plan nor state holds it.
 *
 * @throws InvalidInput with every problem of the props.
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 * @example
 * new ManagedSecret(this, 'shop-database', { namespace, keys: ['password'], revision: 1 });
 */
export class ManagedSecret extends Construct {
  constructor(scope: Construct, id: string, props: ManagedSecretProps) {
    super(scope, id);
    refuseIfAny(checkProps(props, this.node.path));
    const { namespace, name = id, revision, type, variablePrefix = '' } = props;
    refuseIfAny([
      ...checkManagedSecret({ ...props, name }, this.node.path),
      ...checkReference(namespace, `${this.node.path}.namespace`),
    ]);
    const keys = [...props.keys].sort();
    const secret = new kubernetes.SecretV1(this, 'Resource', {
      metadata: { namespace: namespace.name, name, ...metadataBlock(props) },
      type,
      dataWo: Object.fromEntries(
        keys.map((key) => [
          key,
          ephemeralVariable(
            this,
            secretVariable(`${variablePrefix}_${name}`, key),
            `Key ${key} of secret ${name}`,
          ),
        ]),
      ),
      dataWoRevision: writtenRevision(revision, keys),
      dependsOn: namespacesHere(this, namespace),
    });
    claimAddress(secret, terraformName(name));
  }
}

/** A namespace that this stack makes comes first; that of another stack is there already. */
function namespacesHere(scope: Construct, { resource }: NamespaceReference) {
  return resource !== undefined && TerraformStack.of(resource) === TerraformStack.of(scope)
    ? [resource]
    : undefined;
}

/** Kubernetes takes dots and a digit in front in the name of a secret; Terraform does not. */
function terraformName(name: string): string {
  return name.replace(/[^a-z0-9-]/g, '_').replace(/^(?=\d)/, '_');
}
