import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { carriedOverFrom } from '../../../cli/starting';
import { temporaryHome } from '../../support/temporary-home';

const home = temporaryHome('carry-over');

function from(path: string) {
  return carriedOverFrom(join(home.path, path), home.path, { isRunning: false });
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { spec: { containers: [{ name: web, image: 'example.com/web:1' }] } } }
`;

test.each([
  ['services: { web: null }', 'services.web (It is left out: it says nothing.)'],
  ['services: {}', 'must hold a service'],
  ['root:x:0:0:root:/root:/bin/sh\n', 'must hold a service'],
  ['apiVersion: v1\nkind: Namespace\nmetadata: { name: web }\n', 'must hold manifests'],
])('%j, of which no service can be carried over, is refused', (text, says) => {
  home.write('empty.yaml', text);
  expect(() => from('empty.yaml')).toThrow(says);
});

test('links are followed inside the folder, and listed where they lead out of it', () => {
  home.write('linked/data/web.yaml', DEPLOYMENT);
  home.write('secret/other.yaml', DEPLOYMENT.replace('name: web', 'name: other'));
  const link = (target: string, path: string) => {
    symlinkSync(target, join(home.path, 'linked', path));
  };
  link('data/web.yaml', 'web.yaml');
  link('data', 'again');
  link('../secret', 'out');
  link('../secret/other.yaml', 'other.yaml');
  link('nowhere.yaml', 'dangling.yaml');
  link('/', 'root');
  link('.', 'circle');
  const { services, notCarriedOver } = from('linked');
  expect(services.map(({ name }) => name)).toEqual(['web']);
  const outside = notCarriedOver.filter(({ reason }) => reason.includes('leads out of the folder'));
  expect(outside.map(({ path }) => path)).toEqual(['dangling.yaml', 'other.yaml', 'out', 'root']);
});

test('a folder without manifests is refused', () => {
  mkdirSync(join(home.path, 'bare'));
  expect(() => from('bare')).toThrow('must hold manifests');
});
