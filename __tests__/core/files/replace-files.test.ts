import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { replaceFiles } from '../../../core/files';
import { until } from '../../../operations/process';
import { TYPESCRIPT } from '../../support/run-typescript';

const FILES = 40;
const home = mkdtempSync(join(tmpdir(), 'slipway-replace-'));
const folder = join(home, 'out');
beforeEach(() => {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function replace(files: Readonly<Record<string, string>>, obsolete: readonly string[] = []): void {
  replaceFiles(folder, {
    lock: '.lock',
    marker: 'marker',
    write: (draft) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(join(draft, path, '..'), { recursive: true });
        writeFileSync(join(draft, path), text);
      }
    },
    obsolete: () => obsolete,
  });
}

/** All files of the folder, with their text. */
function found(below = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory()
        ? Object.entries(found(path))
        : [[path, readFileSync(join(folder, path), 'utf8')] as const];
    }),
  );
}

test('new files come, obsolete ones go, and others stay', () => {
  replace({ marker: '1', 'a/x': '1', 'b/x': '1' });
  writeFileSync(join(folder, 'b', 'theirs'), 'kept');

  replace({ marker: '2', 'a/x': '2', 'c/x': '2' }, ['b/x', 'never-there']);

  expect(found()).toEqual({ marker: '2', 'a/x': '2', 'c/x': '2', 'b/theirs': 'kept' });
});

test('what cannot be written changes nothing', () => {
  replace({ marker: '1', 'a/x': '1' });

  expect(() => {
    replace({ marker: '2', 'a/x': '2', [`b/${'n'.repeat(300)}`]: '2' });
  }).toThrow('ENAMETOOLONG');
  expect(found()).toEqual({ marker: '1', 'a/x': '1' });
});

test.each([
  ['a folder where a file belongs', 'c/x', () => mkdirSync(join(folder, 'c', 'x'), { recursive: true })],
  [
    'a file where a folder belongs',
    'c',
    () => {
      writeFileSync(join(folder, 'c'), 'theirs');
    },
  ],
])('%s undoes what was already moved', (_, place, put) => {
  replace({ marker: '1', 'a/x': '1', 'b/x': '1', 'z/x': '1' });
  put();
  const before = found();

  expect(() => {
    replace({ marker: '2', 'a/x': '2', 'c/x': '2', 'z/x': '2' }, ['b/x']);
  }).toThrow(/EISDIR|ENOTDIR|EEXIST/);
  expect(found()).toEqual(before);
  expect(existsSync(join(folder, place))).toBe(true);
});

function writer(milliseconds: number) {
  const script = join(__dirname, 'keep-replacing.ts');
  const args = [...TYPESCRIPT, script, folder, String(FILES), String(milliseconds)];
  return spawn(process.execPath, args, { stdio: 'inherit' });
}

/** The generation of the files, if all are there and of the same; undefined if the marker says that nothing is to be trusted. */
function generation(): string | undefined {
  const stamp = () => statSync(join(folder, 'marker'), { throwIfNoEntry: false })?.ino;
  const before = stamp();
  const texts = new Set(
    ['marker', ...Array.from({ length: FILES }, (_, index) => `file-${index}`)].map((name) => {
      const path = join(folder, name);
      return existsSync(path) ? readOrNothing(path) : undefined;
    }),
  );
  if (before === undefined || stamp() !== before) return undefined;
  expect(texts.size).toBe(1);
  return [...texts][0];
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const isThere = () => Promise.resolve(existsSync(join(folder, 'marker')) || undefined);

test('while two processes replace the files, a reader who looks at the marker never sees two generations', async () => {
  const writers = [writer(1_500), writer(1_500)];
  const ended = Promise.all(writers.map((child) => once(child, 'exit')));
  await until('the first files', isThere, { timeoutMs: 30_000 });

  const seen = new Set<string | undefined>();
  while (writers.some(({ exitCode }) => exitCode === null)) {
    seen.add(generation());
    await pause(1);
  }

  expect((await ended).map(([code]) => code as number)).toEqual([0, 0]);
  expect(seen.size).toBeGreaterThan(2);
  expect(generation()).toBeDefined();
});

test('a process that is killed at any moment leaves one generation, or no marker, and the next one repairs it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const child = writer(60_000);
    await until('the first files', isThere, { timeoutMs: 30_000 });
    await pause(Math.random() * 50);
    child.kill('SIGKILL');
    await once(child, 'exit');
    generation();
  }

  const files = Array.from({ length: FILES }, (_, index) => [`file-${index}`, 'last'] as const);
  replace({ marker: 'last', ...Object.fromEntries(files) });

  expect(generation()).toBe('last');
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});
