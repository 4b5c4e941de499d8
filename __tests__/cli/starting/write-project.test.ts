import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeProject } from '../../../cli/starting';
import { temporaryHome } from '../../support/temporary-home';

const home = temporaryHome('write-project');
const MANIFEST = { name: 'shop', scripts: { test: 'jest' }, dependencies: {} };

function write(project: string) {
  return writeProject(
    join(home.path, project),
    { 'project.ts': 'ours\n', 'services/web.ts': 'web\n' },
    MANIFEST,
    { '.gitignore': ['node_modules/'] },
  );
}

test.each([
  ['a named pipe', 'pipe', 'package.json', (path: string) => execFileSync('mkfifo', [path])],
  ['a folder', 'folder', 'package.json', mkdirSync],
  ['a named pipe', 'ignores', '.gitignore', (path: string) => execFileSync('mkfifo', [path])],
])('%s in the place of a file is refused, and nothing is written', (_, name, path, make) => {
  const project = join(home.path, name);
  mkdirSync(project);
  make(join(project, path));

  expect(() => writeProject(project, { 'main.ts': '' }, {}, { '.gitignore': [] })).toThrow(
    `${path} must be a file, or must not exist yet`,
  );
  expect(home.files(name)).not.toHaveProperty(['main.ts']);
});

test.each([
  ['.gitignore', '../elsewhere.txt', '.gitignore must not be a link, which would be replaced'],
  ['package.json', '../elsewhere.txt', 'package.json must not be a link, which would be replaced'],
  ['project.ts', 'nowhere.ts', 'project.ts must not be a link, which would be replaced'],
  ['services', '../outside', 'services must not be a link that leads out of the project'],
])('%s that is a link to %s is refused, and nothing is written', (path, target, says) => {
  const project = `link-${path}`;
  home.write('elsewhere.txt', 'theirs\n');
  mkdirSync(join(home.path, 'outside'), { recursive: true });
  mkdirSync(join(home.path, project));
  symlinkSync(target, join(home.path, project, path));
  expect(() => write(project)).toThrow(says);
  expect(home.files(project)).toEqual({});
  expect(home.files('outside')).toEqual({});
  expect(lstatSync(join(home.path, project, path)).isSymbolicLink()).toBe(true);
});

test('a link to a file of the team stays as it is', () => {
  home.write('kept/src/project.ts', 'theirs\n');
  symlinkSync('src/project.ts', join(home.path, 'kept/project.ts'));
  expect(write('kept').get('project.ts')).toBe('kept');
  expect(lstatSync(join(home.path, 'kept/project.ts')).isSymbolicLink()).toBe(true);
});

test.each([
  ['scripts', 5],
  ['dependencies', []],
  ['dependencies', null],
])('a package.json whose %s are %j is refused, and nothing is written', (key, value) => {
  const project = `package-${key}-${JSON.stringify(value)}`;
  home.write(`${project}/package.json`, JSON.stringify({ [key]: value }));
  const before = home.files(project);
  expect(() => write(project)).toThrow(`package.json: ${key} must be an object`);
  expect(home.files(project)).toEqual(before);
});
