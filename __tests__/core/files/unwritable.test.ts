import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unwritable, withLock, writeAtomically } from '../../../core/files';

const folder = mkdtempSync(join(tmpdir(), 'slipway-unwritable-'));
const file = join(folder, 'file');
mkdirSync(join(folder, 'folder'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['a folder in its place', 'folder', 'EISDIR', 'A folder is in its place: move it away.'],
  ['a file in the place of its folder', 'file/a', 'EEXIST', 'A file is in the place of a folder'],
  // Newer versions of Node say EEXIST here, too.
  [
    'a file in the place of a folder above',
    'file/a/b',
    'E(?:NOTDIR|EXIST)',
    'A file is in the place of a folder',
  ],
  ['a name that is too long', 'n'.repeat(300), 'ENAMETOOLONG', 'Choose a shorter name'],
])(
  'where there is %s, a write says what, why and what to do, and leaves nothing',
  (_, path, code, advice) => {
    writeFileSync(file, 'theirs');
    const before = readdirSync(folder);

    expect(() => {
      writeAtomically(join(folder, path), 'ours');
    }).toThrow(Unwritable);
    expect(() => {
      writeAtomically(join(folder, path), 'ours');
    }).toThrow(new RegExp(`^${join(folder, path)} cannot be written: ${code}: [^/]+\\n  → ${advice}`));
    expect(readdirSync(folder)).toEqual(before);
    expect(readFileSync(file, 'utf8')).toBe('theirs');
  },
);

test('a file system that takes no folder is not asked for ever', () => {
  expect(() => {
    writeAtomically('/proc/slipway/a', 'ours');
  }).toThrow('/proc/slipway/a cannot be written: ENOENT');
});

test('a lock that cannot be made says so too', async () => {
  writeFileSync(file, '');

  await expect(withLock(join(file, '.lock'), () => 'work')).rejects.toThrow(
    `${file} cannot be written: EEXIST`,
  );
});
