import { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1';
import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { problem, refuseIfAny, type Finding } from '../../findings';
import { claimAddress } from '../terraform';

export interface ManagedSecretProps {
  /** Where the secret lives. */
  readonly namespace: { readonly name: string };
  /** The secret's name. @default the construct's id */
  readonly name?: string;
  /** The keys that it holds, each from a variable of its own. */
  readonly keys: readonly string[];
  /** Raise it to write the values again: Terraform keeps none, so it cannot see that one changed. At least 1. */
  readonly revision: number;
  /** @default 'Opaque' */
  readonly type?: string;
}

/**
 * A Kubernetes secret whose values are given at deploy and kept nowhere.
 *
 * Each key is an ephemeral variable (`TF_VAR_shop_database_password` for key `password` of secret `shop-database`),
 * written through a write-only argument: neither plan nor state holds it.
 */
export class ManagedSecret extends Construct {
  constructor(scope: Construct, id: string, props: ManagedSecretProps) {
    super(scope, id);
    const { namespace, name = id, revision, type } = props;
    refuseIfAny(checkProps({ ...props, name }, this.node.path));
    const keys = [...props.keys].sort();
    claimAddress(
      new SecretV1(this, 'Resource', {
        metadata: { namespace: namespace.name, name },
        ...(type === undefined ? {} : { type }),
        dataWo: Object.fromEntries(keys.map((key) => [key, askedFor(this, name, key)])),
        dataWoRevision: revision,
      }),
      name,
    );
  }
}

/** The variable that a key's value comes from. */
export function secretVariable(secret: string, key: string): string {
  return `${secret}_${key}`.replace(/[^A-Za-z0-9_]+/g, '_').replace(/_+/g, '_');
}

function askedFor(scope: Construct, secret: string, key: string): string {
  const variable = new TerraformVariable(scope, key, {
    type: 'string',
    sensitive: true,
    description: `Key ${key} of secret ${secret}`,
  });
  variable.addOverride('ephemeral', true);
  variable.overrideLogicalId(secretVariable(secret, key));
  return variable.stringValue;
}

function checkProps(
  { name, keys, revision }: ManagedSecretProps & { readonly name: string },
  path: string,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (!Number.isSafeInteger(revision) || revision < 1) {
    findings.push(
      problem({
        rule: 'managed-secret/revision',
        path: `${path}.revision`,
        message: 'must be a whole number of at least 1',
        value: String(revision),
        advice: 'Begin with 1. The provider writes an empty secret for anything less.',
      }),
    );
  }
  if (keys.length === 0) {
    findings.push(
      problem({
        rule: 'managed-secret/keys',
        path: `${path}.keys`,
        message: 'must name at least one key',
        value: 'empty',
        advice: 'Name the keys that pods read.',
      }),
    );
  }
  for (const [variable, keysOfIt] of groupedByVariable(name, keys)) {
    if (keysOfIt.length === 1) continue;
    findings.push(
      problem({
        rule: 'managed-secret/variable',
        path: `${path}.keys`,
        message: 'must have a variable of its own',
        value: `${variable}, for ${keysOfIt.join(' and ')}`,
        advice:
          'Rename one of the keys: what is no letter or digit becomes an underscore in the name of its variable.',
      }),
    );
  }
  return findings;
}

function groupedByVariable(secret: string, keys: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const variable = secretVariable(secret, key);
    groups.set(variable, [...(groups.get(variable) ?? []), key]);
  }
  return groups;
}
