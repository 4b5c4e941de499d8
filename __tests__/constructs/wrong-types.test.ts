import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Cpu,
  Duration,
  httpGet,
  ImageBuild,
  InvalidInput,
  libvirtHost,
  MachineNetwork,
  ManagedSecret,
  Namespace,
  nat,
  pinnedImage,
  ScheduledWorkload,
  Size,
  VmPool,
  VolumeClaims,
  Workload,
} from 'slipway';
import { App, TerraformStack } from '../../constructs/cdktf';
import { MACHINE } from '../support/three-environments';

const root = mkdtempSync(join(tmpdir(), 'slipway-wrong-types-'));
mkdirSync(join(root, 'web'));
writeFileSync(join(root, 'web/Dockerfile'), 'FROM scratch\n');
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const image = pinnedImage('registry.example.com/shop/api', `sha256:${'a'.repeat(64)}`);
const namespaceIn = (stack: TerraformStack) => new Namespace(stack, 'shop-prod');
const pods = (stack: TerraformStack) => ({
  namespace: namespaceIn(stack),
  image,
  cpu: Cpu.millis(10),
  memory: Size.mebibytes(32),
});
const spec = nat({ cidr: '10.20.0.0/24' });

/** Each construct, with values that it takes for all that it can be given wrongly. */
const CONSTRUCTS: readonly (readonly [
  name: string,
  make: (stack: TerraformStack, props: any) => unknown,
  props: (stack: TerraformStack) => object,
])[] = [
  [
    'Namespace',
    (stack, props) => new Namespace(stack, 'shop-prod', props),
    () => ({ partOf: 'shop', labels: {}, annotations: {}, podSecurity: 'restricted', dns: undefined }),
  ],
  [
    'Workload',
    (stack, props) => new Workload(stack, 'api', props),
    (stack) => ({ ...pods(stack), replicas: 2, ports: { http: 8080 }, ready: httpGet('http', '/') }),
  ],
  [
    'ScheduledWorkload',
    (stack, props) => new ScheduledWorkload(stack, 'nightly', props),
    (stack) => ({ ...pods(stack), command: ['x'], schedule: '@daily', deadline: Duration.hours(1) }),
  ],
  [
    'VolumeClaims',
    (stack, props) => new VolumeClaims(stack, 'database', props),
    (stack) => ({
      ...{ namespace: namespaceIn(stack), name: 'database', protect: true, storageClass: 'fast' },
      volumes: { data: { mountPath: '/data', size: Size.gibibytes(1) } },
    }),
  ],
  [
    'ManagedSecret',
    (stack, props) => new ManagedSecret(stack, 'database', props),
    (stack) => ({ namespace: namespaceIn(stack), name: 'a', keys: ['a'], revision: 1, labels: {} }),
  ],
  [
    'ImageBuild',
    (stack, props) => new ImageBuild(stack, 'web', props),
    () => ({
      ...{ repository: 'registry.example.com/shop/web', root, context: join(root, 'web') },
      ...{ dockerfile: 'Dockerfile', arguments: {}, target: undefined, platform: 'linux/amd64' },
    }),
  ],
  [
    'MachineNetwork',
    (stack, props) => new MachineNetwork(stack, 'lan', props),
    () => ({ identity: 'shop/prod', spec, hypervisor: libvirtHost() }),
  ],
  [
    'VmPool',
    (stack, props) => new VmPool(stack, 'nodes', props),
    (stack) => ({
      ...{ identity: 'shop/prod', slots: ['a', 'b'], cpu: 2, memory: Size.gibibytes(4), image: MACHINE },
      ...{ network: new MachineNetwork(stack, 'lan', { identity: 'shop/prod', spec }) },
      ...{ addresses: '10.20.0.16/28', rootDisk: Size.gibibytes(10), disks: {}, cloudInit: {} },
      ...{ formerly: 'old', retired: {}, storagePool: 'default', addresses6: undefined },
    }),
  ],
];

const WRONG: Readonly<Record<string, unknown>> = {
  'a number': 5,
  'no number': NaN,
  'a symbol': Symbol('x'),
  'a bigint': 5n,
  'a text': 'x'.repeat(100),
  'a list': ['x'],
  'a map': { x: 1 },
  'a date': new Date(0),
  'a function': () => 1,
  true: true,
  null: null,
};

test.each(CONSTRUCTS)(
  '%s takes values of any type, or refuses them by what they are',
  (_name, make, props) => {
    const stack = () => new TerraformStack(new App({ outdir: join(root, 'out') }), 'stack');
    const right = stack();
    make(right, props(right));
    const crashes = Object.keys(props(stack())).flatMap((option) =>
      Object.entries(WRONG).flatMap(([what, value]) => {
        const into = stack();
        try {
          make(into, { ...props(into), [option]: value });
          return [];
        } catch (error) {
          return error instanceof InvalidInput ? [] : [`${option}: ${what}: ${String(error)}`];
        }
      }),
    );
    expect(crashes).toEqual([]);
  },
);

test.each(CONSTRUCTS)('%s asks for an object with its options', (_name, make) => {
  for (const props of [null, 'x', 5, ['x'], () => 1]) {
    const stack = new TerraformStack(new App({ outdir: join(root, 'out') }), 'stack');
    expect(() => make(stack, props)).toThrow(InvalidInput);
  }
});
