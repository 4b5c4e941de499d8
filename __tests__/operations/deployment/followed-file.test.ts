import { mkdtempSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FollowedFile } from '../../../operations/deployment/terraform/followed-file';
import { until } from '../../../operations/process';

let folder: string;
let lines: string[];
let file: FollowedFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-followed-'));
  lines = [];
  file = new FollowedFile(folder, (line) => lines.push(line));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const read = (count: number) =>
  until('lines', () => Promise.resolve(lines.length >= count || undefined), {
    timeoutMs: 2_000,
    everyMs: 10,
  });

test('a line is reported once it is complete, while the file still grows', async () => {
  writeSync(file.descriptor, 'first\nsec');
  await read(1);
  expect(lines).toEqual(['first']);
  writeSync(file.descriptor, 'ond\r\nthird');
  await read(2);
  file.end();
  expect(lines).toEqual(['first', 'second', 'third']);
});

test('characters and lines may be longer than one read', () => {
  const long = `x${'é'.repeat(100_000)}`;
  writeSync(file.descriptor, `${long}\n${long}`);
  file.end();
  expect(lines).toEqual([long, long]);
});

test('nothing of the file is left, even while it is in use', () => {
  expect(readdirSync(folder)).toEqual([]);
  file.end();
});
