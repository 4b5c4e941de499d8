import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  bridged,
  clusterNode,
  Cpu,
  LibvirtProvider,
  MachineNetwork,
  machineImage,
  Size,
  VmPool,
} from 'slipway';

const nodeImage = machineImage({
  name: 'node-1.34',
  source: 'https://images.example.com/node-1.34.4-debian-12-amd64.qcow2',
  digest: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  architecture: 'amd64',
});

const ca = `-----BEGIN CERTIFICATE-----
MIIBcTCCARagAwIBAgIUCwyR9KSQO92ywIM72xmW70i2pM8wCgYIKoZIzj0EAwIw
-----END CERTIFICATE-----
`;

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
    new LibvirtProvider(this, 'libvirt', { uri: 'qemu+ssh://ops@rack1-a/system' });

    const network = new MachineNetwork(this, 'lan', {
      identity: 'shop/prod',
      spec: bridged({ bridge: 'br0', cidr: '10.20.0.0/24', gateway: '10.20.0.1', dns: ['10.20.0.1'] }),
    });

    new VmPool(this, 'nodes', {
      identity: 'shop/prod',
      slots: 3,
      cpu: 4,
      memory: Size.gibibytes(8),
      image: nodeImage,
      network,
      addresses: '10.20.0.16/28',
      cloudInit: clusterNode(
        {
          endpoint: 'https://10.20.0.5:6443',
          ca,
          dns: '10.96.0.10',
          labels: { 'example.com/pool': 'nodes' },
          reserved: { cpu: Cpu.millis(200), memory: Size.mebibytes(512) },
          registries: { 'registry.lan:5000': { endpoint: 'http://registry.lan:5000' } },
        },
        { users: [admin] },
      ),
    });
  }
}
