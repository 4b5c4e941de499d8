import { Cpu, Size } from '../../../constructs/quantities';
import { exec, external, file, noProbe, type WorkloadSpec } from '../../../constructs/workload';
import { problemsOf } from './a-workload';

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';
const command = ['run'];

describe('what has no effect beside something else is refused', () => {
  test.each<[string, Partial<WorkloadSpec>, string]>([
    [
      'a token below a scratch directory',
      { serviceAccount: { token: true }, scratch: [TOKEN] },
      `mount-conflict .scratch["${TOKEN}"]`,
    ],
    [
      'names of addresses in a file of its own',
      {
        hostAliases: { '10.1.0.7': ['ldap'] },
        initContainers: { a: { command, files: { '/etc/hosts': '' } } },
      },
      'mount-conflict .initContainers.a.files["/etc/hosts"]',
    ],
    [
      'options of a resolver that has its own file',
      { dnsOptions: { ndots: '1' }, files: { '/etc/resolv.conf': file('') } },
      'mount-conflict .files["/etc/resolv.conf"]',
    ],
    [
      'affinity to the pods of no Service',
      { ports: {}, ready: noProbe('x'), sessionAffinity: 'ClientIP' },
      'no-service .sessionAffinity',
    ],
    [
      'families of no Service',
      { ports: {}, ready: noProbe('x'), ipFamilies: 'single' },
      'no-service .ipFamilies',
    ],
    [
      'a target that the limit of CPU keeps from being met',
      { replicas: { min: 1, max: 3, cpuPercent: 120 }, cpuLimit: Cpu.millis(600) },
      'autoscaling .replicas.cpuPercent',
    ],
    [
      'a target at the limit of memory',
      { replicas: { min: 1, max: 3, memoryPercent: 100 } },
      'autoscaling .replicas.memoryPercent',
    ],
  ])('%s', (_, changes, problem) => {
    expect(problemsOf(changes)).toEqual([`workload/${problem}`]);
  });

  test('and nothing else is', () => {
    const sidecars = {
      a: { command, cpu: Cpu.millis(100), memory: Size.mebibytes(16), ready: exec(command) },
    };
    const replicas = { min: 1, max: 3, memoryPercent: 150, cpuPercent: 300 };
    expect(problemsOf({ replicas: { ...replicas, memoryPercent: 80 } })).toEqual([]);
    expect(problemsOf({ replicas, memoryRequest: Size.mebibytes(128) })).toEqual([]);
    expect(problemsOf({ replicas, cpuLimit: Cpu.cores(1), sidecars })).toEqual([]);
    expect(
      problemsOf({ scratch: [TOKEN], files: { '/etc/hosts': '' }, sessionAffinity: 'ClientIP' }),
    ).toEqual([]);
  });
});

test.each<[string, Partial<WorkloadSpec>, string]>([
  ['more CPU than any machine has', { cpu: Cpu.cores(5_000) }, 'workload/cpu .cpu'],
  ['more memory than any machine has', { memory: Size.gibibytes(2 ** 20) }, 'workload/memory .memory'],
  [
    'an architecture by another name',
    { nodeSelector: { 'kubernetes.io/arch': 'x86_64' } },
    'workload/node-selector .nodeSelector["kubernetes.io/arch"]',
  ],
  [
    'an operating system in upper case',
    {
      affinity: {
        nodeAffinity: { required: [[{ key: 'kubernetes.io/os', operator: 'In', values: ['Linux'] }]] },
      },
    },
    'workload/node-selector .affinity.nodeAffinity.required[0][0].values',
  ],
  [
    'an address of a link',
    { connectsTo: { A: external('fe80::1', 443) } },
    'workload/external .connectsTo.A.server',
  ],
  ['a word that ends early', { args: ['a\0b'] }, 'workload/command .args'],
])('refused: %s', (_, changes, problem) => {
  expect(problemsOf(changes)).toEqual([problem]);
});
