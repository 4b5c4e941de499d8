import fc from 'fast-check';
import {
  existingConfigMap,
  external,
  interpolate,
  podField,
  secretKey,
  variable,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { containerOf, problemsOf, synthApi } from './a-workload';

// Kubernetes puts the value of a variable into another one when the container starts.

type Variables = readonly { readonly name: string; readonly value?: string }[];

/** What Kubernetes makes of them: `$(NAME)` is what stands before, `$$` a dollar sign, all else is text. */
function started(variables: Variables): Readonly<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const { name, value = `<${name}>` } of variables)
    all[name] = value
      // As Terraform reads it.
      .replace(/(\$|%)\1\{/g, '$1{')
      .replace(/\$\$|\$\(([^)]*)\)/g, (part, other: string) => (part === '$$' ? '$' : (all[other] ?? part)));
  return all;
}

const variablesOf = (changes: Partial<WorkloadSpec>): Variables => containerOf(synthApi(changes)).env;
const PASSWORD = { DB_PASSWORD: secretKey('shop-database', 'password') };

test('a secret, a field of the pod and an address stand in one text', () => {
  const variables = variablesOf({
    env: {
      DATABASE_URL: interpolate`postgres://shop:${variable('DB_PASSWORD')}@${external('db.example.com', 5432).address()}/shop?name=${variable('POD_NAME')}`,
      POD_NAME: podField('metadata.name'),
    },
    secrets: PASSWORD,
  });
  expect(started(variables)['DATABASE_URL']).toBe(
    'postgres://shop:<DB_PASSWORD>@db.example.com:5432/shop?name=<POD_NAME>',
  );
});

test('a variable stands behind those that it takes, by way of others too, and the rest in order', () => {
  const names = variablesOf({
    env: { A: interpolate`${variable('B')}!`, B: variable('DB_PASSWORD'), C: 'c', Z: 'z' },
    secrets: PASSWORD,
  }).map(({ name }) => name);
  expect(names).toEqual(['C', 'DB_PASSWORD', 'Z', 'B', 'A']);
});

test('a variable may be called like what every object has', () => {
  const secrets = Object.fromEntries(['constructor', 'toString'].map((name) => [name, PASSWORD.DB_PASSWORD]));
  expect(variablesOf({ secrets }).map(({ name }) => name)).toEqual(['constructor', 'toString']);
});

test('a long chain of variables is put in from its end', () => {
  const length = 2_000;
  const env = Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `A${index}`,
      index === length - 1 ? 'end' : variable(`A${index + 1}`),
    ]),
  );
  expect(started(variablesOf({ env }))['A0']).toBe('end');
  expect(problemsOf({ env: { ...env, [`A${length - 1}`]: variable('A0') } })).toHaveLength(length);
});

test('a connection and a setting of the container may be taken', () => {
  const connectsTo = { CACHE: external('cache.example.com', 6379) };
  const env = { CACHE_URL: interpolate`redis://${variable('CACHE_HOST')}:${variable('CACHE_PORT')}` };
  expect(started(variablesOf({ connectsTo, env }))['CACHE_URL']).toBe('redis://cache.example.com:6379');
});

test('a command and its arguments take them too, where texts stay as they are', () => {
  const container = containerOf(
    synthApi({
      command: ['/bin/server', interpolate`--name=${variable('POD_NAME')}`],
      args: [variable('DB_PASSWORD'), '$(POD_NAME)', interpolate`costs 5$${variable('POD_NAME')}`],
      env: { POD_NAME: podField('metadata.name') },
      secrets: PASSWORD,
    }),
  );
  expect(container.command).toEqual(['/bin/server', '--name=$(POD_NAME)']);
  expect(container.args).toEqual(['$(DB_PASSWORD)', '$$(POD_NAME)', 'costs 5$$$(POD_NAME)']);
});

test('whatever stands around it arrives as it was written', () => {
  const text = fc.stringMatching(/^[$(){}%a-z]{0,8}$/);
  fc.assert(
    fc.property(text, text, text, (before, between, after) => {
      const value = interpolate`${before}${variable('ONE')}${between}${variable('ONE')}${after}`;
      const result = started(variablesOf({ env: { ONE: '1', TEXT: value } }));
      expect(result['TEXT']).toBe(`${before}1${between}1${after}`);
    }),
    { numRuns: 60 },
  );
});

test.each<[string, Partial<WorkloadSpec>, string[]]>([
  ['one that is not there', { env: { A: variable('B') } }, ['workload/env-variable .env.A']],
  ['its own', { env: { A: interpolate`${variable('A')}:/bin` } }, ['workload/env-variable .env.A']],
  [
    'one that takes it',
    { env: { A: variable('B'), B: variable('C'), C: variable('B') } },
    ['workload/env-variable .env.B', 'workload/env-variable .env.C'],
  ],
  [
    'one of another container',
    { env: { A: 'a' }, initContainers: { wait: { command: ['x'], env: { B: variable('A') } } } },
    ['workload/env-variable .initContainers.wait.env.B'],
  ],
  [
    'a password beside it',
    { env: { A: interpolate`token=ghp_${'a1B2'.repeat(9)}${variable('B')}`, B: '' } },
    ['workload/env-secret .env.A'],
  ],
  [
    'one that nothing can have',
    { env: { A: variable('B) $(C') }, envFrom: [existingConfigMap('x')] },
    ['workload/env-variable .env.A'],
  ],
  [
    'one that a whole ConfigMap may have',
    { env: { A: variable('B') }, envFrom: [existingConfigMap('x')] },
    [],
  ],
  [
    'in words of a command, one that is not there',
    { command: ['a', variable('A')], args: [interpolate`${variable('B')}-${variable('C')}`], env: { B: '' } },
    ['workload/env-variable .command[1]', 'workload/env-variable .args[0]'],
  ],
  [
    'in words of a command, a password beside it',
    { args: [interpolate`--token=ghp_${'a1B2'.repeat(9)}${variable('B')}`], env: { B: '' } },
    ['workload/command-secret .args[0]'],
  ],
])('a variable that takes %s', (_what, changes, problems) => {
  expect(problemsOf(changes)).toEqual(problems);
});
