import { mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { NoTextFile, readTextInside } from '../../../core/files/read-text';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-read-')));
writeFileSync(join(folder, 'plan.json'), '{}');

test('a file is read in its folder, and in the folder of all folders', () => {
  expect(readTextInside(folder, 'plan.json')).toBe('{}');
  expect(readTextInside('/', relative('/', join(folder, 'plan.json')))).toBe('{}');
});

test('a link does not lead out of a folder', () => {
  symlinkSync('/etc/hostname', join(folder, 'link'));
  expect(() => readTextInside(folder, 'link')).toThrow(NoTextFile);
});
