import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ALONE, labSchedule, LONG } from './lab-schedule';

const NAMED = [...ALONE, ...LONG];

const scheduleOf = (files: readonly string[]) => labSchedule(files, (file) => file);

test('every file runs once, and what runs alone has nothing beside it', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...NAMED, 'some', 'other', 'files']), (files) => {
      const { together, alone } = scheduleOf(files);
      expect([...together, ...alone].sort()).toEqual([...files].sort());
      expect(together.filter((file) => ALONE.includes(file))).toEqual([]);
    }),
  );
});

test('the longest files begin first', () => {
  expect(scheduleOf(['cables', 'ship', 'faults-hosts', 'boot']).together).toEqual(['boot', 'ship', 'cables']);
});

test('every file that the schedule names exists', () => {
  const files = readdirSync(join(__dirname, '../lab'));
  expect(NAMED.filter((name) => !files.includes(`${name}.test.ts`))).toEqual([]);
});
