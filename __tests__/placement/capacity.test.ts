import { Size } from '../../constructs/quantities';
import { capacityOf, fits, type HostProps, type Overcommit, totalOf } from '../../placement';

const GIBIBYTE = 2 ** 30;

function capacity(fields: Partial<HostProps>, overcommit?: Overcommit) {
  return capacityOf({ cores: 8, memory: Size.gibibytes(16), ...fields }, overcommit);
}

describe('the capacity of a host is', () => {
  test.each<[string, Partial<HostProps>, Overcommit | undefined, number, number]>([
    ['what it has', {}, undefined, 8, 16],
    ['less what it keeps for itself', { reserve: { cpu: 1, memory: Size.gibibytes(2) } }, undefined, 7, 14],
    ['that, times the overcommit', { reserve: { cpu: 1 } }, { cpu: 2, memory: 1.5 }, 14, 24],
    ['whole CPUs', { cores: 3 }, { cpu: 1.5 }, 4, 16],
    ['what binary fractions miss by a hair', { cores: 100 }, { cpu: 0.29 }, 29, 16],
    ['nothing below zero', { reserve: { cpu: 9, memory: Size.gibibytes(17) } }, undefined, 0, 0],
    ['nothing when it is drained', { drained: true }, undefined, 0, 0],
  ])('%s', (_what, fields, overcommit, cpu, gibibytes) => {
    expect(capacity(fields, overcommit)).toEqual({ cpu, memoryBytes: gibibytes * GIBIBYTE });
  });

  test('what whole numbers say of every ratio in hundredths, where binary fractions miss', () => {
    for (let hundredths = 1; hundredths <= 500; hundredths++)
      for (const cores of [1, 10, 100])
        expect([cores, hundredths, capacity({ cores }, { cpu: hundredths / 100 }).cpu]).toEqual([
          ...[cores, hundredths],
          Math.floor((cores * hundredths) / 100),
        ]);
  });

  test('not a byte more than it has, however large it is', () => {
    expect(capacity({ memory: Size.tebibytes(64) }).memoryBytes).toBe(64 * 1024 * GIBIBYTE);
  });

  test('whole bytes', () => {
    expect(capacity({ memory: Size.bytes(1_001) }, { memory: 0.5 }).memoryBytes).toBe(500);
  });
});

test('the resources of machines add up, and no machines take nothing', () => {
  expect(totalOf([])).toEqual({ cpu: 0, memoryBytes: 0 });
  expect(totalOf([{ cpu: 1, memoryBytes: 20 }])).toEqual({ cpu: 1, memoryBytes: 20 });
  expect(
    totalOf([
      { cpu: 1, memoryBytes: 20 },
      { cpu: 2, memoryBytes: 30 },
    ]),
  ).toEqual({ cpu: 3, memoryBytes: 50 });
});

test('what fits takes no more than is free, of CPUs and of memory', () => {
  const free = { cpu: 2, memoryBytes: 10 };
  expect(fits({ cpu: 2, memoryBytes: 10 }, free)).toBe(true);
  expect(fits({ cpu: 3, memoryBytes: 10 }, free)).toBe(false);
  expect(fits({ cpu: 2, memoryBytes: 11 }, free)).toBe(false);
});
