import type { TerraformStack } from 'cdktf';
import { parse } from 'yaml';
import { LibvirtProvider } from '../../../constructs/providers/libvirt/provider';
import { Size } from '../../../constructs/quantities';
import {
  MachineNetwork,
  machineImage,
  nat,
  type PoolSpec,
  VmPool,
  type VmPoolProps,
} from '../../../constructs/vm-pool';
import { synth, type SynthesisedStack } from '../../support/synth';

export const debian = machineImage({
  name: 'debian-12',
  source: 'https://images.example.com/debian-12.qcow2',
  digest: `sha256:${'ab'.repeat(32)}`,
  architecture: 'amd64',
});

export const key =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDq3pSkVWvtQNCgMOp5NDfkA0oTrT8JpoZ2H5pQnEZlE ops@example.com';

/** A pool without problems. */
export const sound: PoolSpec = {
  identity: 'shop/prod',
  pool: 'nodes',
  slots: 3,
  cpu: 2,
  memory: Size.gibibytes(4),
  image: debian,
  network: nat({ cidr: '10.20.0.0/24' }),
  addresses: '10.20.0.16/28',
};

/** A sound pool `nodes` in a stack, changed as given. */
export function addPool(stack: TerraformStack, props: Partial<VmPoolProps> = {}): VmPool {
  const network =
    props.network ?? new MachineNetwork(stack, 'lan', { identity: sound.identity, spec: sound.network });
  return new VmPool(stack, 'nodes', { ...sound, ...props, network });
}

export function synthPool(props: Partial<VmPoolProps> = {}): SynthesisedStack {
  return synthOnHost((stack) => {
    addPool(stack, props);
  });
}

/** What Terraform gets to read of a stack on one libvirt host. */
export function synthOnHost(build: (stack: TerraformStack) => void): SynthesisedStack {
  return synth((stack) => {
    new LibvirtProvider(stack, 'libvirt', { uri: 'qemu:///system' });
    build(stack);
  });
}

/** One block of a synthesised stack, by its address. */
export function block({ resource }: SynthesisedStack, address: string): any {
  const [type = '', name = ''] = address.split('.');
  const found = resource[type]?.[name];
  if (found === undefined) throw new Error(`The stack has no ${address}.`);
  return found;
}

/** All that is synthesised for one slot, as text. */
export function slotBytes({ resource }: SynthesisedStack, slot: string): string {
  const own = Object.entries(resource).flatMap(([type, blocks]) =>
    Object.entries(blocks)
      .filter(([name]) => name === `nodes-${slot}` || name.startsWith(`nodes-${slot}-`))
      .map((entry) => [type, ...entry]),
  );
  return JSON.stringify(own);
}

/** The user-data of the machine `nodes-0`, once Terraform has read it. */
export function userDataIn(stack: SynthesisedStack): any {
  const text = (block(stack, 'libvirt_cloudinit_disk.nodes-0').user_data as string).replace(
    /([$%])\1\{/g,
    '$1{',
  );
  return parse(text, { version: '1.1' });
}
