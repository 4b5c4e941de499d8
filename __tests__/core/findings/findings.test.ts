import { inspect } from 'node:util';
import { type Finding, InvalidInput, problem, refuseIfAny, renderFindings } from '../../../core/findings';

const REPLICAS = problem({
  rule: 'workload/replicas',
  path: 'environments.prod.services.api.replicas',
  message: 'must be a whole number of at least 1',
  value: '0',
  advice: 'Give at least one replica.',
});
const WARNING: Finding = { ...REPLICAS, severity: 'warning', path: 'other' };

test('a problem reads as one sentence with its advice and its rule', () => {
  expect(renderFindings([REPLICAS])).toBe(
    '  environments.prod.services.api.replicas must be a whole number of at least 1, but is 0\n' +
      '    → Give at least one replica.  [error: workload/replicas]',
  );
});

test('a problem without a value mentions none', () => {
  expect(
    renderFindings([problem({ rule: 'a/b', path: 'x', message: 'must exist', advice: 'Make it.' })]),
  ).toMatch(/^ {2}x must exist\n/);
});

test.each([
  ['', 'but is empty\n'],
  [' \t', 'but is " \\t"\n'],
])('a value that nobody would see is named: %j', (value, said) => {
  expect(renderFindings([{ ...REPLICAS, value }])).toContain(said);
});

test('a warning gives its value without "but", since the value is allowed', () => {
  expect(renderFindings([WARNING])).toMatch(
    /^ {2}other must be a whole number of at least 1: 0\n.*\[warning: workload\/replicas\]$/,
  );
});

test('findings keep their order', () => {
  expect(renderFindings([WARNING, REPLICAS])).toMatch(/other.*environments\.prod/s);
});

test('all problems are reported at once, and warnings are not problems', () => {
  const refused = () => {
    refuseIfAny([REPLICAS, undefined, WARNING, { ...REPLICAS, path: 'second' }]);
  };
  expect(refused).toThrow(InvalidInput);
  expect(refused).toThrow(/^2 problems:\n {2}environments\.prod.*\n {2}second/s);
  expect(refused).not.toThrow(/other/);
});

test('a problem that several things have in common is one', () => {
  expect(new InvalidInput([REPLICAS, { ...REPLICAS }]).findings).toEqual([REPLICAS]);
});

test('nothing is thrown without a problem', () => {
  expect(() => {
    refuseIfAny([WARNING, undefined]);
  }).not.toThrow();
});

test('an error carries its findings, for other reporters', () => {
  expect(new InvalidInput([REPLICAS])).toMatchObject({ name: 'InvalidInput', findings: [REPLICAS] });
  expect(new InvalidInput([REPLICAS]).message).toMatch(/^1 problem:/);
});

test('an error is printed once, without the stack frames of Node and packages', () => {
  const error = new InvalidInput([REPLICAS]);
  expect(inspect(error).match(/workload\/replicas/g)).toHaveLength(1);
  expect(error.stack).toContain('findings.test.ts');
  expect(error.stack).not.toMatch(/node:|node_modules/);
});

test('a finding about a key of megabytes is made at once, where it may hold a bracket too', () => {
  const key = `${'x'.repeat(8 * 2 ** 20)}[`;
  expect(
    problem({ rule: 'a/b', path: `labels.${key}`, message: 'is too long', advice: 'Shorten it.' }),
  ).toMatchObject({
    path: `labels.${key}`,
    severity: 'error',
  });
});
