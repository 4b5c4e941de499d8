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
