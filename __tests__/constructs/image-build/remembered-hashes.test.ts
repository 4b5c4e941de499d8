import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readSource } from '../../../constructs/image-build';
import { forgeHashes } from './forge-hashes';
import { projectFolder, type Tree, write } from './project-folder';

const TREE: Tree = {
  Dockerfile: 'FROM scratch\n',
  a: 'one',
  'src/b': 'two',
  'src/run': { executable: 'three' },
};

/** Projects whose contexts were read and are remembered, one for each test. */
const projects: string[] = [];
beforeAll(async () => {
  for (let count = 0; count < 25; count += 1) {
    const made = projectFolder({ 'node_modules/package.json': '{}' });
    write(made, Object.fromEntries(Object.entries(TREE).map(([path, entry]) => [`app/${path}`, entry])));
    projects.push(made);
  }
  // A file that has just been written may be written again at the same time.
  await pause(2_100);
  projects.forEach(read);
});

function remembered(): string {
  const project = projects.pop();
  if (project === undefined) throw new Error('more projects are needed');
  return project;
}

const props = (root: string) => ({ root, context: join(root, 'app') });
const read = (root: string) => readSource(props(root), { remember: true });
const truth = (root: string) => readSource(props(root));
const cacheOf = (root: string) => {
  const folder = join(root, 'node_modules/.cache/slipway/contexts');
  const [name = 'none', ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  return join(folder, name);
};

let root: string;
beforeEach(() => {
  root = remembered();
});

test('a file that has not changed is not read again, unless all are to be read', () => {
  forgeHashes(join(root, 'app'), { a: 'f'.repeat(64) });
  expect(read(root).files['a']).toBe(`file ${'f'.repeat(64)}`);
  expect(readSource(props(root)).files['a']).toBe(`file ${createHash('sha256').update('one').digest('hex')}`);
});

const at = (path: string) => join(root, 'app', path);

test.each<[string, () => void]>([
  [
    'is written with as many bytes',
    () => {
      writeFileSync(at('a'), 'eno');
    },
  ],
  [
    'is written and gets its times back',
    () => {
      keepingTimes(at('a'), () => {
        writeFileSync(at('a'), 'eno');
      });
    },
  ],
  [
    'grows, and gets its times back',
    () => {
      keepingTimes(at('a'), () => {
        appendFileSync(at('a'), '!');
      });
    },
  ],
  [
    'is replaced by another one with its times',
    () => {
      keepingTimes(at('a'), () => {
        writeFileSync(at('new'), 'eno');
        renameSync(at('new'), at('a'));
      });
    },
  ],
  [
    'changes places with another',
    () => {
      renameSync(at('a'), at('c'));
      renameSync(at('src/b'), at('a'));
      renameSync(at('c'), at('src/b'));
    },
  ],
  [
    'becomes executable',
    () => {
      chmodSync(at('a'), 0o755);
    },
  ],
  [
    'becomes a link',
    () => {
      rmSync(at('a'));
      write(root, { 'app/a': { link: 'src/b' } });
    },
  ],
  [
    'goes',
    () => {
      rmSync(at('a'));
    },
  ],
  [
    'comes',
    () => {
      writeFileSync(at('z'), 'new');
    },
  ],
])('a file that %s is noticed', (_, change) => {
  forgeHashes(join(root, 'app'), {});
  const before = read(root);
  change();
  expect(read(root)).toEqual(truth(root));
  expect(read(root)).not.toEqual(before);
});

function keepingTimes(path: string, change: () => void): void {
  const { atime, mtime } = statSync(path);
  change();
  utimesSync(path, atime, mtime);
}

test('a file that keeps changing right after it was written is noticed each time', () => {
  for (const text of ['1', '2', '3', '4', '5', '6', '7', '8']) {
    writeFileSync(at('a'), text);
    expect(read(root)).toEqual(truth(root));
  }
});

test.each<[string, (text: string) => string]>([
  ['is empty', () => ''],
  ['is cut off', (text) => text.slice(0, -20)],
  ['has one wrong digit', (text) => text.replace(/(.)"\]/, (_, digit) => `${digit === '0' ? '1' : '0'}"]`)],
  ['is no JSON', (text) => text.replaceAll('"', '')],
  ['is of another kind', () => '{"files": {"a": "b"}}'],
])('a cache that %s is not used', (_, damage) => {
  const file = cacheOf(root);
  writeFileSync(file, damage(readFileSync(file, 'utf8')));
  expect(read(root)).toEqual(truth(root));
});

test("another folder's cache is not used", () => {
  const other = remembered();
  forgeHashes(join(root, 'app'), { a: 'f'.repeat(64) });
  // What is said of the files of one, kept where the other's would be.
  writeFileSync(cacheOf(other), readFileSync(cacheOf(root)));
  rmSync(join(other, 'app'), { recursive: true });
  renameSync(join(root, 'app'), join(other, 'app'));
  expect(read(other)).toEqual(truth(other));
});

test('nothing is remembered, and all is right, where nothing can be written', () => {
  rmSync(join(root, 'node_modules/.cache'), { recursive: true });
  writeFileSync(join(root, 'node_modules/.cache'), 'a file');
  expect(read(root)).toEqual(truth(root));
});

test('a project without node_modules is read as a whole, and nothing is written into it', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  expect(read(root)).toEqual(truth(root));
  expect(readdirSync(root)).toEqual(['app']);
  mkdirSync(join(root, 'node_modules'));
});
