import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { bridged, MachineNetwork, machineImage, ProxmoxProvider, proxmoxNode, Size, VmPool } from 'slipway';

const debian12 = machineImage({
  name: 'debian-12',
  source:
    'https://cloud.debian.org/images/cloud/bookworm/20250316-2053/debian-12-genericcloud-amd64-20250316-2053.qcow2',
  digest:
    'sha512:0ea74c246c5eb8c6eb5b8e3b8b5268b16a791dfbc8f0bca27d9d787a3f4c50a7830bfc690e6902dfe78031fb2b2c3892349990d6b26b13112252a81d6f20f792',
  architecture: 'amd64',
});

const admin = {
  name: 'ops',
  sshKeys: [
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDq3pSkVWvtQNCgMOp5NDfkA0oTrT8JpoZ2H5pQnEZlE ops@example.com',
  ],
  sudo: true,
};

export class Example extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ProxmoxProvider(this, 'proxmox', {
      endpoint: 'https://pve.example.com:8006/',
      ssh: { username: 'terraform' },
    });

    const network = new MachineNetwork(this, 'lan', {
      identity: 'shop/prod',
      spec: bridged({ bridge: 'vmbr0', cidr: '10.20.0.0/24', gateway: '10.20.0.1', dns: ['10.20.0.1'] }),
      hypervisor: proxmoxNode({ node: 'pve1', datastore: 'local-lvm' }),
    });

    new VmPool(this, 'nodes', {
      identity: 'shop/prod',
      slots: 3,
      cpu: 2,
      memory: Size.gibibytes(4),
      image: debian12,
      disks: { data: { size: Size.gibibytes(100), mountPath: '/var/lib/data' } },
      network,
      addresses: '10.20.0.16/28',
      cloudInit: { users: [admin] },
      protect: true,
    });
  }
}
