import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeAddition } from '../../../cli/adding';
import { temporaryHome } from '../../support/temporary-home';

const home = temporaryHome('addition');

test('what was written is removed where a later file cannot be written', () => {
  home.write('project/project.ts', 'before\n');
  const files = { 'services/api/service.ts': 'api\n', 'services/api/Dockerfile': 'FROM scratch\n' };
  const changed = { 'project.ts': 'after\n', 'project.ts/below': '' };
  expect(() => writeAddition(join(home.path, 'project'), { files, changed, byHand: [] })).toThrow();
  expect(home.files('project')).toEqual({ 'project.ts': 'before\n' });
  expect(readdirSync(join(home.path, 'project'))).toEqual(['project.ts']);
});

test('a link is not replaced by a file that is changed', () => {
  home.write('linked/src/project.ts', 'before\n');
  symlinkSync('src/project.ts', join(home.path, 'linked/project.ts'));
  const changed = { 'project.ts': 'after\n' };
  expect(() => writeAddition(join(home.path, 'linked'), { files: {}, changed, byHand: [] })).toThrow(
    'project.ts must not be a link, which would be replaced',
  );
  expect(home.files('linked')).toEqual({ 'src/project.ts': 'before\n' });
});

test('a file where a folder is needed is refused before anything is written', () => {
  home.write('blocked/services', '');
  const files = { 'README.md': '', 'services/api/service.ts': '' };
  expect(() => writeAddition(join(home.path, 'blocked'), { files, changed: {}, byHand: [] })).toThrow(
    'services must be a folder',
  );
  expect(home.files('blocked')).toEqual({ services: '' });
});
