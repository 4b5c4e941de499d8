import { checkWorkload, exec, type WorkloadSpec } from '../../../constructs/workload';
import { containerOf, spec, synthApi } from './a-workload';

const findingsOf = (changes: Partial<WorkloadSpec>) => checkWorkload(spec(changes), '');
const problemsOf = (changes: Partial<WorkloadSpec>) =>
  findingsOf(changes).map(({ rule, path }) => `${rule} ${path}`);

test.each<[string, Partial<WorkloadSpec>, string]>([
  ['no program', { command: [] }, 'workload/command .command'],
  ['an empty program', { command: [''] }, 'workload/command .command'],
  ['a program of spaces', { command: ['  '] }, 'workload/command .command'],
  ['a line of shell', { command: ['node main.js'] }, 'workload/command .command'],
  ['a program with a space at its end', { command: ['node '] }, 'workload/command .command'],
  ['a line of shell in a probe', { ready: exec(['pg_isready -h db']) }, 'workload/probe .ready.command'],
  ['a line of shell before the end', { preStop: exec(['sleep 5']) }, 'workload/probe .preStop.command'],
  [
    'a line of shell in an init container',
    { initContainers: { wait: { command: ['nc -z db 5432'] } } },
    'workload/command .initContainers.wait.command',
  ],
  ['a script with line ends of Windows', { command: ['sh', '-c', 'a\r\nb'] }, 'workload/command .command'],
  ['arguments with line ends of Windows', { args: ['a\r\nb'] }, 'workload/command .args'],
  ['an argument that Linux does not take', { args: ['a'.repeat(2 ** 17)] }, 'workload/command-size .args'],
  [
    'more than Kubernetes keeps',
    { command: ['x'], args: Array.from({ length: 12 }, () => 'a'.repeat(100_000)) },
    'workload/command-size .command',
  ],
  [
    'more than Kubernetes keeps in a probe',
    { ready: exec(['x', ...Array.from({ length: 12 }, () => 'a'.repeat(100_000))]) },
    'workload/command-size .ready.command',
  ],
])('refused: %s', (_what, changes, problem) => {
  expect(problemsOf(changes)).toEqual([problem]);
});

test('what to write instead of a line of shell is shown word by word', () => {
  expect(findingsOf({ command: ['node main.js --port 80'] })).toMatchObject([
    { advice: expect.stringContaining("['node', 'main.js', '--port', '80']") },
  ]);
});

test('text of many lines, with spaces and single carriage returns, is an argument', () => {
  const args = ['-c', 'printf "a\r"\nexec node  main.js'];
  expect(problemsOf({ command: ['/opt/my-app/bin/sh'], args })).toEqual([]);
  expect(containerOf(synthApi({ args })).args).toEqual(args);
});
