import { released, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

function importsOf(imports: readonly string[], stack: string, changes: object = {}): unknown {
  const { stacks } = synthProject(smallProject({ devOnly: true, dev: { imports }, ...changes }));
  return (stacks[stack] as { readonly import?: unknown } | undefined)?.import;
}

test('objects that an environment names are imported, in an order that is always the same', () => {
  const blocks = [
    { to: 'kubernetes_deployment_v1.front', id: 'small-dev/front' },
    { to: 'kubernetes_service_v1.store', id: 'small-dev/store' },
  ];
  expect(importsOf(['Service/store', 'Deployment/front'], 'dev-services')).toEqual(blocks);
  expect(importsOf(['Deployment/front', 'Service/store'], 'dev-services')).toEqual(blocks);
});

test('the namespace of what runs is imported as well', () => {
  expect(importsOf(['Service/store'], 'dev-base')).toEqual([
    { to: 'kubernetes_namespace_v1.small-dev', id: 'small-dev' },
  ]);
});

test('without objects nothing is imported', () => {
  for (const stack of ['dev-base', 'dev-services']) expect(importsOf([], stack)).toBeUndefined();
});

test('what a service without a selected image makes is imported once it is there', () => {
  const releases = [released('dev', 'front')];
  expect(importsOf(['StatefulSet/store'], 'dev-services', { releases })).toBeUndefined();
});

test.each([
  ['an object that nothing makes', ['Deployment/other'], 'imports/unknown'],
  ['an object of another kind than is made', ['Deployment/store'], 'imports/unknown'],
  ['a kind that is not made under its own name', ['NetworkPolicy/front'], 'imports/object'],
  ['what is not a kind and a name', ['front'], 'imports/object'],
  ['an object twice', ['Service/front', 'Service/front'], 'imports/twice'],
])('%s is refused', (_, imports, rule) => {
  expect(() => importsOf(imports, 'dev-services')).toThrow(rule);
});
