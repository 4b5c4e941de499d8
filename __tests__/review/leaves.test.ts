import type { Json } from '../../core/json';
import { compareValues, leavesOf, renderPath } from '../../review/diff';
import { workload } from './support/resources';

/** Path → both sides, of all that differs between two values. */
function leaves(before: Json, after: Json): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    leavesOf(compareValues(before, after)).map(({ path, ...sides }) => [
      renderPath(path),
      [sides.before, sides.after],
    ]),
  );
}

test('a removed block has each of its values removed', () => {
  const pods = (security_context: Json) => ({ spec: { volume: [], security_context } });
  expect(leaves(pods({ run_as_non_root: true, seccomp_profile: { type: 'Localhost' } }), pods(null))).toEqual(
    {
      'spec.security_context.run_as_non_root': [true, undefined],
      'spec.security_context.seccomp_profile.type': ['Localhost', undefined],
    },
  );
});

test('list items are identified by content, as if the list had existed before', () => {
  const port = { name: 'http', container_port: 80 };
  expect(leaves({}, { container: [{ name: 'web', port: [port], capabilities: { add: ['A'] } }] })).toEqual({
    'container[web].capabilities.add[]': [undefined, 'A'],
    'container[web].name': [undefined, 'web'],
    'container[web].port[http].container_port': [undefined, 80],
    'container[web].port[http].name': [undefined, 'http'],
  });
});

test('a list that is read as a whole, and an empty block, are single values', () => {
  expect(leaves({ a: 1 }, { a: 1, command: ['sh', '-c'], volume: [{ name: 'tmp', empty_dir: {} }] })).toEqual(
    {
      command: [undefined, ['sh', '-c']],
      'volume[tmp].empty_dir': [undefined, {}],
      'volume[tmp].name': [undefined, 'tmp'],
    },
  );
});

test('a difference within an existing value is one leaf', () => {
  const before: Json = workload();
  expect(leaves(before, workload({ spec: { replicas: '3' } }))).toEqual({ 'spec.replicas': ['2', '3'] });
});

test('a port without a name is known by its number', () => {
  const ports = (...numbers: readonly number[]): Json => ({
    port: numbers.map((container_port) => ({ container_port })),
  });
  expect(leaves(ports(80, 443), ports(443))).toEqual({ 'port[80].container_port': [80, undefined] });
});

test.each<[string, Json, Json, readonly string[]]>([
  ['a timeout in minutes or in hours', { timeouts: { create: '60m' } }, { timeouts: { create: '1h' } }, []],
  ['a longer timeout', { timeouts: { create: '60m' } }, { timeouts: { create: '2h' } }, ['timeouts.create']],
  ['a duration that nobody reads as one', { every: '60m' }, { every: '1h' }, ['every']],
  ['a CPU in thousandths', { requests: { cpu: '1' } }, { requests: { cpu: '1000m' } }, []],
  ['a quantity that nobody reads as one', { name: '1' }, { name: '1000m' }, ['name']],
  ['a number as text', { replicas: 2 }, { replicas: '2' }, []],
  ['a text that says null', { a: 'null' }, { a: null }, ['a']],
])('what means the same there is no difference: %s', (_what, before, after, paths) => {
  expect(Object.keys(leaves(before, after))).toEqual(paths);
});
