import { z } from '../../core/zod';
import { type Finding, problem } from '../../core/findings';
import { NAME_FORM } from '../../core/kubernetes';
import { checkMetadata, type Metadata } from '../metadata';
import { findingsOf, texts } from '../shape';
import { secretVariable } from './secret-variable';

/** A secret as plain values: see {@link ManagedSecretProps}. */
export interface ManagedSecretSpec extends Metadata {
  /** The secret's name. */
  readonly name: string;
  /** Its keys. */
  readonly keys: readonly string[];
  /** At least 1. */
  readonly revision: number;
}

/** For callers without types. */
const SECRET = z.looseObject({
  name: z.string(),
  keys: z.array(z.string()),
  revision: z.number(),
  type: z.string().optional(),
  variablePrefix: z.string().optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
});

/** The problems of a managed secret. Pure: callable before any construct exists. */
export function checkManagedSecret(spec: ManagedSecretSpec, path: string): readonly Finding[] {
  const wrong = findingsOf(SECRET, spec, path);
  // What has the wrong type cannot be judged.
  if (wrong.length > 0) return wrong;
  return [
    ...checkName(spec, path),
    ...checkRevision(spec, path),
    ...checkKeys(spec, path),
    ...checkMetadata(spec, path),
  ];
}

function checkName({ name }: ManagedSecretSpec, path: string): readonly Finding[] {
  if (NAME_FORM.objectName.test(name)) return [];
  return [
    problem({
      rule: 'managed-secret/name',
      path,
      message: 'must have a name that Kubernetes takes: lower-case letters, digits, hyphens and dots',
      value: JSON.stringify(name),
      advice: 'Rename the secret.',
    }),
  ];
}

function checkRevision({ revision }: ManagedSecretSpec, path: string): readonly Finding[] {
  if (Number.isSafeInteger(revision) && revision >= 1) return [];
  return [
    problem({
      rule: 'managed-secret/revision',
      path: `${path}.revision`,
      message: 'must be a whole number of at least 1',
      value: String(revision),
      advice: 'Begin with 1. The provider writes an empty secret for anything less.',
    }),
  ];
}

function checkKeys({ name, keys }: ManagedSecretSpec, path: string): readonly Finding[] {
  if (keys.length === 0) {
    return [
      problem({
        rule: 'managed-secret/keys',
        path: `${path}.keys`,
        message: 'must name at least one key',
        value: 'empty',
        advice: 'Name the keys that pods read.',
      }),
    ];
  }
  const malformed = keys
    .filter((key) => !NAME_FORM.dataKey.test(key))
    .map((key) =>
      problem({
        rule: 'managed-secret/key',
        path: `${path}.keys`,
        message: 'must hold letters, digits, dots, hyphens and underscores only',
        value: JSON.stringify(key),
        advice: 'Rename the key.',
      }),
    );
  return [...malformed, ...checkVariables(name, keys, path)];
}

function checkVariables(name: string, keys: readonly string[], path: string): readonly Finding[] {
  const holders = new Map<string, string>();
  return keys.flatMap((key) => {
    const variable = secretVariable(name, key);
    const holder = holders.get(variable);
    holders.set(variable, holder ?? key);
    if (holder === undefined) return [];
    return [
      problem({
        rule: 'managed-secret/variable',
        path: `${path}.keys`,
        message: 'must each have a variable of its own',
        value: `${variable}, for ${holder} and ${key}`,
        advice:
          'Rename one: whatever is not a letter or digit becomes an underscore in the name of its variable.',
      }),
    ];
  });
}
