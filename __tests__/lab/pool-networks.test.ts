import {
  existingNetwork,
  MachineNetwork,
  machineImage,
  type MachineImage,
  nat,
  type NetworkSpec,
  openNetwork,
  routed,
  Size,
  VmPool,
} from 'slipway';
import { blankImage, inNetworkOf, outputOf } from '../../lab';
import { emptyHosts, type Fill, LabProject, type MachinesLab, machinesLab } from './support/machines-lab';
import { whereMachinesRun } from './support/where-machines-run';

let lab: MachinesLab;
const cidr = '10.78.0.0/24';
const cidr6 = 'fd12:3456:789a:20::/64';
let image: MachineImage;

whereMachinesRun('networks of pools on real hosts', () => {
  lab = machinesLab();
  afterEach(() => emptyHosts(lab));

  beforeAll(async () => {
    const { path, digest } = await blankImage(lab.home);
    image = machineImage({ name: 'blank', source: path, digest, architecture: 'amd64' });
  });

  const ANYBODY = `-A LIBVIRT_FWI -d ${cidr6} -o virbr -j ACCEPT`;
  const ANSWERS = `-A LIBVIRT_FWI -d ${cidr6} -o virbr -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`;

  test.each<{ readonly spec: NetworkSpec; readonly expected: readonly string[] }>([
    { spec: nat({ cidr, cidr6 }), expected: [ANSWERS] },
    { spec: routed({ cidr, cidr6 }), expected: [ANYBODY] },
    { spec: openNetwork({ cidr, cidr6: 'FD12:3456:789A:20:0::/64' }), expected: [] },
  ])('a dual-stack network of the kind $spec.kind has the right firewall', async ({ spec, expected }) => {
    const project = new LabProject(lab);
    await project.synth({ only: [lab.a, machineIn(project, spec)] }).only.apply();

    const [program, ...args] = inNetworkOf(lab.a, ['ip6tables', '-S', 'LIBVIRT_FWI']);
    const rules = (await outputOf(program, args, { timeoutMs: 10_000 })).replaceAll(/virbr\d+/g, 'virbr');
    expect(rules.split('\n').filter((rule) => rule.includes(cidr6))).toEqual(expected);
  });

  test('an existing network is found by its name, and left alone', async () => {
    const project = new LabProject(lab);
    await project.synth({ only: [lab.a, () => undefined] }).only.apply();

    const name = `${project.identity.replace('/', '-')}-lan`;
    const spec = existingNetwork({ name, cidr, gateway: '10.78.0.1', dns: [] });
    const done = await project.synth({ only: [lab.a, machineIn(project, spec)] }).only.apply();

    expect(done).toMatchObject({ 'libvirt_domain.nodes-0': 'create' });
    expect(Object.keys(done).filter((address) => address.startsWith('libvirt_network.'))).toEqual([]);
  });
});

function machineIn(project: LabProject, spec: NetworkSpec): Fill {
  return (stack) => {
    const network = new MachineNetwork(stack, 'dual', { identity: project.identity, spec });
    new VmPool(stack, 'nodes', {
      identity: project.identity,
      slots: 1,
      cpu: 1,
      memory: Size.mebibytes(64),
      image,
      rootDisk: Size.mebibytes(64),
      network,
      addresses: '10.78.0.16/28',
      ...(spec.cidr6 === undefined ? {} : { addresses6: 'fd12:3456:789a:20::100/120' }),
      emulated: true,
    });
  };
}
