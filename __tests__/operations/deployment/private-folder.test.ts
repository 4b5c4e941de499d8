import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPrivateFolder } from '../../../operations/deployment';

let home: string;
let note: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-private-'));
  note = join(home, 'out', '.plans');
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

test('nobody else may read the folder, and nothing is left of it, whatever happens to the work', async () => {
  const work = withPrivateFolder(note, (folder) => {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    return Promise.reject(new Error(folder));
  });
  const folder = await work.catch((error: unknown) => (error as Error).message);

  expect(existsSync(folder)).toBe(false);
  expect(existsSync(note)).toBe(false);
});

test('the next run removes what a killed run has left, and nothing else', async () => {
  // As a kill leaves it: nobody comes to remove it.
  let end: () => void = () => undefined;
  let killed = '';
  const never = withPrivateFolder(note, (folder) => {
    killed = folder;
    writeFileSync(join(folder, 'plan'), 'a secret');
    return new Promise<void>((resolve) => (end = resolve));
  });
  await withPrivateFolder(note, (folder) => {
    expect(existsSync(killed)).toBe(false);
    expect(readFileSync(note, 'utf8')).toBe(folder);
    return Promise.resolve();
  });
  end();
  await never;

  writeFileSync(note, home);
  await withPrivateFolder(note, () => Promise.resolve());
  expect(existsSync(home)).toBe(true);
});
