import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { ManagedSecret, type ManagedSecretProps, Namespace, secretVariable } from 'slipway';
import { synth } from '../../support/synth';

function secret(props: Partial<ManagedSecretProps> = {}) {
  return synth((stack) => {
    new KubernetesProvider(stack, 'kubernetes');
    const namespace = Namespace.existing('shop-dev');
    new ManagedSecret(stack, 'shop-database', { namespace, keys: ['password'], revision: 1, ...props });
  });
}

test('each key is asked for in a variable that is stored nowhere', () => {
  const { variable, resource } = secret({ keys: ['user', 'password'] });
  expect(variable).toEqual({
    shop_database_password: expect.objectContaining({ ephemeral: true, sensitive: true, type: 'string' }),
    shop_database_user: expect.objectContaining({ ephemeral: true, sensitive: true, type: 'string' }),
  });
  expect(resource['kubernetes_secret_v1']?.['shop-database']).toMatchObject({
    metadata: { name: 'shop-database', namespace: 'shop-dev' },
    data_wo: { password: '${var.shop_database_password}', user: '${var.shop_database_user}' },
  });
});

/** What the provider compares: another number makes it write. */
const written = (props: Partial<ManagedSecretProps>): unknown =>
  secret(props).resource['kubernetes_secret_v1']?.['shop-database'].data_wo_revision;

test('a higher revision writes the values again, and begins the number that the provider compares', () => {
  expect(String(written({ revision: 7 }))).toMatch(/^7\d{6}$/);
  expect(String(written({ revision: 8 }))).toMatch(/^8\d{6}$/);
  expect(written({ revision: Number.MAX_SAFE_INTEGER })).toBe(Number.MAX_SAFE_INTEGER);
});

test('another set of keys is written without a higher revision, and another order of the same is not', () => {
  const [one, two, turned] = [['password'], ['password', 'user'], ['user', 'password']].map((keys) =>
    written({ keys }),
  );
  expect(two).not.toBe(one);
  expect(turned).toBe(two);
});

test.each([
  ['.dockerconfigjson', 'registry_dockerconfigjson'],
  ['tls.key', 'registry_tls_key'],
  ['a--b', 'registry_a_b'],
])('key %s is asked for as %s', (key, name) => {
  expect(secretVariable('registry', key)).toBe(name);
});

test.each([
  [
    'a revision below 1, for which the provider writes an empty secret',
    { revision: 0 },
    /revision must be a whole number of at least 1, but is 0/,
  ],
  ['a revision that is not whole', { revision: 1.5 }, /but is 1\.5/],
  ['no keys', { keys: [] }, /keys must name at least one key/],
  [
    'two keys of one variable',
    { keys: ['a-b', 'a_b'] },
    /must each have a variable of its own, but is shop_database_a_b/,
  ],
])('refused: %s', (_what, props, message) => {
  expect(() => secret(props)).toThrow(message);
});
