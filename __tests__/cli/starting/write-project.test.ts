import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeProject } from '../../../cli/starting';
import { temporaryHome } from '../../support/temporary-home';

const home = temporaryHome('write-project');

test.each([
  ['a named pipe', 'pipe', 'package.json', (path: string) => execFileSync('mkfifo', [path])],
  ['a folder', 'folder', 'package.json', mkdirSync],
  ['a named pipe', 'ignores', '.gitignore', (path: string) => execFileSync('mkfifo', [path])],
])('%s in the place of a file is refused, and nothing is written', (_, name, path, make) => {
  const project = join(home.path, name);
  mkdirSync(project);
  make(join(project, path));

  expect(() => writeProject(project, { 'main.ts': '' }, {})).toThrow(
    `${path} must be a file, or must not exist yet`,
  );
  expect(home.files(name)).not.toHaveProperty(['main.ts']);
});
