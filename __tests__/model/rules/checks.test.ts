import { type Check, commandCheck, Duration, httpCheck, notSecret, podCheck, prometheusCheck } from 'slipway';
import { checkComposition, resolveComposition } from '../../../model';
import { front, released, smallProject } from '../../support/small-project';

const releases = ['dev', 'prod'].flatMap((name) => [released(name, 'front'), released(name, 'store')]);

/** `rule path` of what is wrong with a check of dev. */
const told = (check: Check): readonly string[] =>
  checkComposition(resolveComposition(smallProject({ dev: { checks: [check] }, releases }))).map(
    ({ rule, path }) => `${rule} ${path}`,
  );

test.each([
  ['http', []],
  ['htttp', ['connections/port environments.dev.checks[0].to']],
  // Every object inherits these.
  ['constructor', ['connections/port environments.dev.checks[0].to']],
  ['__proto__', ['connections/port environments.dev.checks[0].to']],
])('the pods of a service are asked at a port that it has: %s', (port, expected) => {
  expect(told(podCheck({ to: front.port(port as 'http') }))).toEqual(expected);
});

describe.each([
  ['the pods of a service', (asked: object) => podCheck({ to: front.port('http'), ...asked })],
  ['an address', (asked: object) => httpCheck({ url: 'https://shop.example.com', ...asked })],
])('the answer of %s', (_who, checkFor) => {
  test.each<[object, string[]]>([
    [{ status: 200, contains: 'ready', within: Duration.seconds(5) }, []],
    [{ status: 199 }, ['status']],
    [{ status: 600 }, ['status']],
    [{ contains: '' }, ['contains']],
    [{ within: Duration.seconds(0) }, ['within']],
    [{ status: 0, contains: '', within: Duration.days(8) }, ['contains', 'status', 'within']],
  ])('is one that a server can give: %j', (asked, wrong) => {
    const places = told(checkFor(asked)).map((line) => line.replace(/.*\.checks\[0\]\./, ''));
    expect(places).toEqual(wrong);
  });
});

test.each<[{ atLeast?: number; atMost?: number }, boolean]>([
  [{ atMost: 5 }, true],
  [{ atMost: -5 }, true],
  [{ atLeast: 5 }, true],
  [{ atLeast: 2, atMost: 5 }, true],
  [{ atLeast: 5, atMost: 5 }, true],
  [{ atLeast: -5, atMost: -2 }, true],
  [{ atLeast: 5, atMost: 2 }, false],
  [{ atLeast: 1, atMost: 0 }, false],
  [{}, false],
  [{ atLeast: NaN }, false],
  [{ atMost: NaN }, false],
  [{ atLeast: NaN, atMost: 1 }, false],
  [{ atLeast: 1, atMost: NaN }, false],
])('a value of Prometheus has a bound that it can keep: %j', (bounds, isRight) => {
  const check = prometheusCheck({ server: 'https://prometheus.example.com', query: 'up', ...bounds });
  expect(told(check)).toEqual(isRight ? [] : ['checks/bounds environments.dev.checks[0]']);
});

test('what is wrong with a check is said without what it contains', () => {
  const valueOf = (check: Check) =>
    checkComposition(resolveComposition(smallProject({ dev: { checks: [check] }, releases })))[0]?.value;
  const bounds = { server: 'https://prometheus.example.com', query: 'up' };
  expect(valueOf(prometheusCheck({ ...bounds, atLeast: 5, atMost: 2 }))).toBe('at least 5, at most 2');
  expect(valueOf(prometheusCheck(bounds))).toBe('at least anything, at most anything');
  expect(valueOf(httpCheck({ url: 'shop.example.com' }))).toBe('not an address');
  expect(valueOf(httpCheck({ url: 'ftp://shop.example.com' }))).toBe('ftp:');
  expect(valueOf(httpCheck({ url: 'https://me:secret@shop.example.com' }))).toBe('one that does');
});

test.each<[Duration, boolean]>([
  [Duration.seconds(1), true],
  [Duration.hours(7 * 24), true],
  [Duration.seconds(7 * 24 * 60 * 60 + 1), false],
  [Duration.seconds(0), false],
])('a check waits for some time, and for a week at most: %s', (within, isRight) => {
  const check = commandCheck({ command: ['true'], within });
  expect(told(check)).toEqual(isRight ? [] : ['checks/time environments.dev.checks[0].within']);
});

test.each<[readonly string[], boolean]>([
  [['npm', 'run', 'e2e'], true],
  [['e2e', ''], true],
  [[''], false],
  [[' ', 'e2e'], false],
  [['e2e', 'a\0b'], false],
])('a command is a program and its arguments: %j', (command, isRight) => {
  const check = commandCheck({ command: command as [string] });
  expect(told(check)).toEqual(isRight ? [] : ['checks/command environments.dev.checks[0].command']);
});

test.each<[string, Check]>([
  ['command[2]', commandCheck({ command: ['probe', '--token', '5e6f7a8b9c0d1e2f'] })],
  [
    'query',
    prometheusCheck({
      server: 'https://p.example.com',
      query: 'x{a="ghp_0123456789abcdefghij0123456789abcdef"}',
      atMost: 1,
    }),
  ],
])('no secret stands in what is printed and recorded: %s', (where, check) => {
  expect(told(check)).toEqual([`checks/secret environments.dev.checks[0].${where}`]);
});

test('the query of an address, which is never shown, may hold one', () => {
  expect(told(httpCheck({ url: 'https://shop.example.com/?token=5e6f7a8b9c0d1e2f' }))).toEqual([]);
  expect(told(podCheck({ to: front.port('http'), path: '/?token=5e6f7a8b9c0d1e2f' }))).toEqual([]);
});

test('what is said not to be a secret may stand there', () => {
  const command = ['probe', '--token', notSecret('5e6f7a8b9c0d1e2f', 'of the sandbox')] as const;
  expect(told(commandCheck({ command }))).toEqual([]);
});
