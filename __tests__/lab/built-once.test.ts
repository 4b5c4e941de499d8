import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { builtOnce } from '../../lab/built-once';

let home: string;
let builds: number;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-built-once-'));
  builds = 0;
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const build = () =>
  builtOnce('image-1', { SLIPWAY_CACHE: join(home, 'cache') }, async (draft) => {
    builds += 1;
    writeFileSync(join(draft, 'begun'), '');
    await turn();
    writeFileSync(join(draft, 'image'), `build ${builds}`);
  });

test('what several want at the same time is built by one of them, and the others wait for it', async () => {
  const folders = await Promise.all([build(), build(), build()]);

  expect(builds).toBe(1);
  expect(new Set(folders).size).toBe(1);
  expect(readFileSync(join(folders[0], 'image'), 'utf8')).toBe('build 1');
  expect(readdirSync(join(home, 'cache'))).toEqual(['image-1']);
});

test('a build that fails leaves nothing behind, and the next one that wants it builds it', async () => {
  const fails = () =>
    builtOnce('image-1', { SLIPWAY_CACHE: join(home, 'cache') }, (draft) => {
      writeFileSync(join(draft, 'begun'), '');
      return Promise.reject(new Error('no space left'));
    });

  const [failed, built] = await Promise.allSettled([fails(), build()]);

  expect(failed).toMatchObject({
    status: 'rejected',
    reason: expect.objectContaining({ message: 'no space left' }),
  });
  expect(built).toMatchObject({ status: 'fulfilled', value: join(home, 'cache', 'image-1') });
  expect(readdirSync(join(home, 'cache'))).toEqual(['image-1']);
});

test('what a killed build has left is removed', async () => {
  mkdirSync(join(home, 'cache', 'image-1.draft-999999999-abc'), { recursive: true });

  await build();

  expect(readdirSync(join(home, 'cache'))).toEqual(['image-1']);
});
