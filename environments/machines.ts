import { type CloudInit, machineImage } from 'slipway';

/** Debian 12 for clouds, as Debian publishes it. A build behind a firewall names a mirror; the digest stays. */
export const debian12 = machineImage({
  name: 'debian-12',
  source:
    'https://cloud.debian.org/images/cloud/bookworm/20250316-2053/debian-12-genericcloud-amd64-20250316-2053.qcow2',
  digest:
    'sha512:0ea74c246c5eb8c6eb5b8e3b8b5268b16a791dfbc8f0bca27d9d787a3f4c50a7830bfc690e6902dfe78031fb2b2c3892349990d6b26b13112252a81d6f20f792',
  architecture: 'amd64',
});

/** Who may log in to every machine. Replace the key: its private half belongs to nobody. */
export const operators: CloudInit = {
  users: [
    {
      name: 'ops',
      sshKeys: [
        'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDexampleexampleexampleexampleexampleexampleexam ops@example.com',
      ],
      sudo: true,
    },
  ],
};
