import { type Finding, problem } from '../../core/findings';
import type { NotSecret } from '../../core/secrets';
import { LONGEST_ARGUMENT, LONGEST_OF_ALL } from './check-command';
import { isField, type ResourceField, unitsOf } from './field-reference';
import { checkSecretKey } from './check-secret-key';
import { connectionVariables } from './connection-variables';
import { variablesIn, type Word } from './interpolated';
import type { ResolvedWorkload } from './workload-spec';
import { type Check, demand, entry, has, quoted, refuseSecrets, type SecretRefusal } from './check';
import { envText } from './target';
import { orderVariables } from './variable-order';

interface Variable {
  readonly name: string;
  readonly path: string;
}

/** Environment variables: their names, where each comes from, and that no secret stands in clear. */
export const variables: Check = (workload, path) => [
  ...names(workload, path),
  ...taken(workload, path),
  ...clear(workload.env, `${path}.env`, workload.notSecrets),
  ...Object.entries(workload.secrets).flatMap(([name, secret]) =>
    checkSecretKey(secret, entry(`${path}.secrets`, name)),
  ),
];

function names(workload: ResolvedWorkload, path: string): readonly Finding[] {
  const holders = new Map<string, Variable>();
  return variablesOf(workload, path).flatMap((variable) => {
    const twin = holders.get(variable.name);
    if (twin === undefined) holders.set(variable.name, variable);
    return [
      ...demand(has('envName', variable.name), {
        rule: 'workload/env-name',
        path: variable.path,
        message: 'must have a name of letters, digits, _, . and - that does not begin with a digit',
        value: quoted(variable.name),
        advice: 'Kubernetes takes no other name.',
      }),
      ...demand(twin === undefined, {
        rule: 'workload/env-twice',
        path: variable.path,
        message: `must not set ${variable.name} again`,
        value: `set by ${twin?.path ?? ''} already`,
        advice: 'Remove one of the two: which one won would depend on their order.',
      }),
    ];
  });
}

/** Words and variables take the values of variables that are there, and no variable its own. */
function taken(workload: ResolvedWorkload, path: string): readonly Finding[] {
  const { env, envFrom } = workload;
  const known = new Set(variablesOf(workload, path).map(({ name }) => name));
  const { circular } = orderVariables(Object.keys(env), (name) => variablesIn(env[name] ?? ''));
  const isThere = (name: string): boolean =>
    // What a whole Secret or ConfigMap holds is not known here.
    known.has(name) || (envFrom.length > 0 && has('envName', name));
  const unknown = (value: Word | ResolvedWorkload['env'][string], at: string, name?: string) =>
    [...new Set(variablesIn(value))]
      .filter((other) => !isThere(other))
      .map((other) =>
        problem({
          rule: 'workload/env-variable',
          path: at,
          message: 'must take the value of a variable that the container has',
          value: `variable(${quoted(other)})`,
          advice: `It has ${
            [...known]
              .filter((one) => one !== name)
              .sort()
              .join(', ') || (name === undefined ? 'none' : 'no other')
          }. Add it to env or secrets.`,
        }),
      );
  const words = (['command', 'args'] as const).flatMap((option) =>
    (workload[option] ?? []).flatMap((word, index) => unknown(word, entry(`${path}.${option}`, index))),
  );
  const values = Object.entries(env).flatMap(([name, value]) => [
    ...unknown(value, entry(`${path}.env`, name), name),
    ...field(value, entry(`${path}.env`, name)),
    ...demand(!circular.has(name), {
      rule: 'workload/env-variable',
      path: entry(`${path}.env`, name),
      message: 'must not take its own value, by way of others either',
      value: variablesIn(value)
        .map((other) => `variable(${quoted(other)})`)
        .join(', '),
      advice:
        'Kubernetes would leave the name in the text: take the value from a variable that needs no other.',
    }),
  ]);
  return [...words, ...values];
}

/** A label and an annotation are named by a key that there can be, and a resource is given in a unit of its own. */
function field(value: ResolvedWorkload['env'][string], path: string): readonly Finding[] {
  if (typeof value === 'string' || !isField(value)) return [];
  if (value.kind === 'resource-field') return divisor(value, path);
  const [, key] = /^metadata\.(?:labels|annotations)\['(.*)'\]$/s.exec(value.path) ?? [];
  return demand(key === undefined || has('labelKey', key), {
    rule: 'workload/env-field',
    path,
    message: 'must name a label or an annotation by a key that Kubernetes takes',
    value: quoted(key),
    advice: "Write it like metadata.labels['app.kubernetes.io/version'].",
  });
}

function divisor({ path: resource, divisor }: ResourceField, path: string): readonly Finding[] {
  const units = unitsOf(resource);
  return demand(divisor === undefined || units.includes(divisor), {
    rule: 'workload/env-field',
    path: `${path}.divisor`,
    message: `must be a unit in which Kubernetes gives ${resource}: ${units.join(', ')}`,
    value: quoted(divisor),
    advice: 'Leave it out for bytes, and for whole cores.',
  });
}

function variablesOf({ env, secrets, connectsTo }: ResolvedWorkload, path: string): readonly Variable[] {
  const given = (kind: 'env' | 'secrets', record: Readonly<Record<string, unknown>>): readonly Variable[] =>
    Object.keys(record).map((name) => ({ name, path: entry(`${path}.${kind}`, name) }));
  const connected = Object.keys(connectsTo).flatMap((connection) => {
    const { host, port } = connectionVariables(connection);
    return [host, port].map((name) => ({ name, path: entry(`${path}.connectsTo`, connection) }));
  });
  return [...connected, ...given('secrets', secrets), ...given('env', env)];
}

/** What is too long is refused for its length, and not searched. */
function clear(
  env: ResolvedWorkload['env'],
  path: string,
  notSecrets: readonly NotSecret[],
): readonly Finding[] {
  const all = Object.entries(env).reduce((sum, [name, value]) => sum + name.length + lengthOf(value), 0);
  if (all > LONGEST_OF_ALL) return [tooMuch(path, all)];
  return Object.entries(env).flatMap(([name, value]) => {
    if (isField(value)) return [];
    if (typeof value !== 'string')
      // An address is no secret, whatever the variable is called. The text around it may hold one.
      return refuseSecrets(envText(value, ''), entry(path, name), inEnv(name), notSecrets);
    const size = Buffer.byteLength(`${name}=${value}`);
    if (size > LONGEST_ARGUMENT) return [tooLong(entry(path, name), size)];
    return refuseSecrets({ [name]: value }, path, inEnv(name), notSecrets);
  });
}

const inEnv = (name: string): SecretRefusal => ({
  rule: 'workload/env-secret',
  message: 'must not hold a secret: it would stand in the synthesised file, the plan and the state',
  advice: `Put it into a Secret and refer to it: secrets: { ${name}: secretKey('<secret>', '<key>') }.`,
});

function lengthOf(value: ResolvedWorkload['env'][string]): number {
  return typeof value === 'string' ? Buffer.byteLength(value) : 0;
}

function tooMuch(path: string, size: number): Finding {
  return problem({
    rule: 'workload/env-size',
    path,
    message: `must be at most ${LONGEST_OF_ALL} bytes in all, or Kubernetes does not keep the pods`,
    value: `${size} bytes`,
    advice: 'Put large texts into files: files: { … }.',
  });
}

function tooLong(path: string, size: number): Finding {
  return problem({
    rule: 'workload/env-size',
    path,
    message: `must be at most ${LONGEST_ARGUMENT} bytes with its name, or Linux starts no program with it`,
    value: `${size} bytes`,
    advice: 'Put the text into a file: files: { … }.',
  });
}
