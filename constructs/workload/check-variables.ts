import { Token } from 'cdktf';
import { type Finding, problem } from '../../core/findings';
import { type FieldReference, isField } from './field-reference';
import { checkSecretKey } from './check-secret-key';
import { connectionVariables } from './connection-variables';
import type { ResolvedWorkload } from './workload-spec';
import { type Check, demand, entry, quoted } from './check';
import { holdsSecret, looksSecret } from './looks-secret';
import { type EnvValue, envText } from './target';
import { has } from './check';

interface Variable {
  readonly name: string;
  readonly path: string;
}

/** Environment variables: their names, where each comes from, and that no secret stands in clear. */
export const variables: Check = (workload, path) => [
  ...names(workload, path),
  ...Object.entries(workload.env).flatMap(([name, value]) =>
    isField(value) ? [] : clear(name, value, entry(`${path}.env`, name)),
  ),
  ...Object.entries(workload.secrets).flatMap(([name, secret]) =>
    checkSecretKey(secret, entry(`${path}.secrets`, name)),
  ),
];

function names(workload: ResolvedWorkload, path: string): readonly Finding[] {
  const all = variablesOf(workload, path);
  return all.flatMap((variable, position) => {
    const twin = all.slice(0, position).find(({ name }) => name === variable.name);
    return [
      ...demand(has('variable', variable.name), {
        rule: 'workload/env-name',
        path: variable.path,
        message: 'must have a name of letters, digits and _ that does not begin with a digit',
        value: quoted(variable.name),
        advice: 'Other names cannot be read by a shell.',
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

function variablesOf({ env, secrets, connectsTo }: ResolvedWorkload, path: string): readonly Variable[] {
  const given = (kind: 'env' | 'secrets', record: Readonly<Record<string, unknown>>): readonly Variable[] =>
    Object.keys(record).map((name) => ({ name, path: entry(`${path}.${kind}`, name) }));
  const connected = Object.keys(connectsTo).flatMap((connection) => {
    const { host, port } = connectionVariables(connection);
    return [host, port].map((name) => ({ name, path: entry(`${path}.connectsTo`, connection) }));
  });
  return [...connected, ...given('secrets', secrets), ...given('env', env)];
}

function clear(name: string, value: Exclude<EnvValue, FieldReference>, path: string): readonly Finding[] {
  const suspicion = suspicionOf(name, value);
  const size = typeof value === 'string' ? Buffer.byteLength(`${name}=${value}`) : 0;
  if (size > LONGEST) return [tooLong(path, size)];
  return demand(suspicion === undefined, {
    rule: 'workload/env-secret',
    path,
    message: 'must not hold a secret: it would stand in the synthesised file, the plan and the state',
    // The value itself is what must not be shown.
    value: `one by the look of it: ${suspicion ?? ''}`,
    advice: `Put it into a Secret and refer to it: secrets: { ${name}: secretKey('<secret>', '<key>') }.`,
  });
}

/** Linux starts no program with a longer one (MAX_ARG_STRLEN), its end included. */
const LONGEST = 128 * 1024 - 1;

function tooLong(path: string, size: number): Finding {
  return problem({
    rule: 'workload/env-size',
    path,
    message: `must be at most ${LONGEST} bytes with its name, or Linux starts no program with it`,
    value: `${size} bytes`,
    advice: 'Put the text into a file: files: { … }.',
  });
}

/** A reference to an address is no secret, whatever the variable is called. The text around it may hold one. */
function suspicionOf(name: string, value: Exclude<EnvValue, FieldReference>): string | undefined {
  if (typeof value !== 'string') return holdsSecret(envText(value, ''));
  return Token.isUnresolved(value) ? undefined : looksSecret(name, value);
}
