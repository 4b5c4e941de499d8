import { checkComposition, resolveComposition } from '../../../model';
import { smallProject } from '../../support/small-project';

/** Where a repository is said to be wrong, with images that are pushed to this registry. */
function wrongWith(registry: string): readonly string[] {
  const found = checkComposition(resolveComposition(smallProject({ project: { registry } })));
  return found.filter(({ rule }) => rule === 'image/repository').map(({ path }) => path);
}

test('a registry that cannot be one is one problem, and not one of every image that is pushed there', () => {
  expect(wrongWith('Registry of ours')).toEqual(['project.registry']);
});

test('a registry that leaves no room for the names of services is a problem of each of them', () => {
  expect(wrongWith(`registry.example.com/${'a'.repeat(230)}`)).toEqual([
    'services.front.image.repository',
    'services.store.image.repository',
  ]);
});
