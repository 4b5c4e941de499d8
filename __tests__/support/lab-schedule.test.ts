import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ALONE, BOOTING, LabSchedule, LONG, type Running } from './lab-schedule';

const NAMED = [...BOOTING, ...ALONE, ...LONG];

const scheduleOf = (files: readonly string[]) => new LabSchedule(files, (file) => file);

/** Runs files two at a time, of which the first or the second ends first. Returns all, and those that ran side by side. */
function run(files: readonly string[], firstEnds: () => boolean) {
  const schedule = scheduleOf(files);
  const running: Running<string>[] = [];
  const ran: string[] = [];
  const together: (readonly string[])[] = [];
  for (;;) {
    const next = running.length < 2 ? schedule.next() : undefined;
    if (next !== undefined) {
      ran.push(next.file);
      running.push(next);
      together.push(running.map(({ file }) => file));
    } else if (running.length > 0) running.splice(firstEnds() ? 0 : -1, 1)[0]?.ended();
    else return { ran: [...ran, ...schedule.alone], together };
  }
}

const runs = fc
  .tuple(fc.shuffledSubarray([...NAMED, 'some', 'other', 'files']), fc.infiniteStream(fc.boolean()))
  .map(([files, ends]) => ({ files, ...run(files, () => ends.next().value as boolean) }));

test('every file runs once', () => {
  fc.assert(
    fc.property(runs, ({ files, ran }) => {
      expect([...ran].sort()).toEqual([...files].sort());
    }),
  );
});

test('of the files whose machines boot, two never run at once, and what runs alone has nothing beside it', () => {
  fc.assert(
    fc.property(runs, ({ together }) => {
      for (const files of together) {
        expect(files.filter((file) => BOOTING.includes(file)).length).toBeLessThan(2);
        expect(files.filter((file) => ALONE.includes(file))).toEqual([]);
      }
    }),
  );
});

test('a file whose machine boots and the longest of the others begin first', () => {
  const schedule = scheduleOf(['cables', 'boot', 'ship', 'node']);
  expect([schedule.next(), schedule.next()]).toMatchObject([{ file: 'node' }, { file: 'ship' }]);
});

test('every file that the schedule names exists', () => {
  const files = readdirSync(join(__dirname, '../lab'));
  expect(NAMED.filter((name) => !files.includes(`${name}.test.ts`))).toEqual([]);
});
