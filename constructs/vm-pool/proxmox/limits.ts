import { type Finding, problem } from '../../../core/findings';
import { LONGEST_NAME } from '../../../core/kubernetes';
import type { Size } from '../../quantities';
import type { NetworkSpec } from '../network';
import { poolImages } from '../pool-images';
import type { PoolSpec } from '../pool-spec';
import { machineName, slotList } from '../slots';
import { gibibytes, holderName } from './data-disk';
import { proxmoxIds } from './proxmox-ids';

const MIN_MEMORY = 64 * 2 ** 20;
/** The interfaces virtio0 to virtio15. */
const MOST_DISKS = 16;

/** What a pool asks for that the provider bpg/proxmox cannot do, or not without risk. */
export function limits(spec: PoolSpec, path: string): readonly Finding[] {
  return [
    ...checkImages(spec, path),
    ...checkSizes(spec, path),
    ...checkDiskCount(spec, path),
    ...(countable(spec) ? [...checkHolderNames(spec, path), ...checkIds(spec, path)] : []),
  ];
}

/** The neutral check reports a count that is not one. */
function countable({ slots }: PoolSpec): boolean {
  return typeof slots !== 'number' || (slots >= 0 && slots <= 10_000);
}

/** What a network asks for that has no counterpart under Proxmox VE. */
export function networkLimits(spec: NetworkSpec, path: string): readonly Finding[] {
  const { kind } = spec;
  if (kind === 'bridged') return checkBridge(spec.bridge, `${path}.bridge`);
  return [
    problem({
      rule: 'vm-pool/network-kind',
      path,
      message: 'must be bridged under Proxmox VE, where Slipway makes no network',
      value: kind,
      advice:
        'Use bridged({ bridge: "vmbr0", … }). For translated addresses, make an SDN zone of the kind Simple with SNAT, and name its VNet as the bridge.',
    }),
  ];
}

/** `vmbr0.100` is an interface of the host, to which no machine can be connected. */
function checkBridge(bridge: string, path: string): readonly Finding[] {
  if (!bridge.includes('.')) return [];
  return [
    problem({
      rule: 'vm-pool/network',
      path,
      message: 'must be the name of a bridge of Proxmox VE, without a VLAN',
      value: bridge,
      advice: 'Make a VNet of the VLAN in an SDN zone of the kind VLAN, and name that as the bridge.',
    }),
  ];
}

function checkImages(spec: PoolSpec, path: string): readonly Finding[] {
  return poolImages(spec, path).flatMap(({ image, path: at }) => [
    ...(image.architecture === 'amd64'
      ? []
      : [
          problem({
            rule: 'vm-pool/architecture',
            path: `${at}.architecture`,
            message: 'must be amd64 under Proxmox VE',
            value: image.architecture,
            advice: 'Proxmox VE runs on amd64 servers: use an amd64 image.',
          }),
        ]),
    ...(image.source.startsWith('/')
      ? [
          problem({
            rule: 'vm-pool/image-source',
            path: `${at}.source`,
            message: 'must be an http or https URL under Proxmox VE',
            value: image.source,
            advice:
              'The node fetches the image and checks its digest: serve the file where the node reaches it.',
          }),
        ]
      : []),
  ]);
}

function checkSizes({ rootDisk, disks = {}, memory }: PoolSpec, path: string): readonly Finding[] {
  return [
    ...(rootDisk === undefined ? [] : wholeGibibytes(rootDisk, `${path}.rootDisk`)),
    ...Object.entries(disks).flatMap(([name, { size }]) =>
      wholeGibibytes(size, `${path}.disks.${name}.size`),
    ),
    ...(memory.toBytes() >= MIN_MEMORY
      ? []
      : [
          problem({
            rule: 'vm-pool/size',
            path: `${path}.memory`,
            message: 'must be at least 64 MiB under Proxmox VE',
            value: memory.toString(),
            advice: 'Give the machine more: a Linux of today wants 512 MiB and up.',
          }),
        ]),
  ];
}

function wholeGibibytes(size: Size, path: string): readonly Finding[] {
  if (Number.isInteger(gibibytes(size))) return [];
  return [
    problem({
      rule: 'vm-pool/size',
      path,
      message: 'must be a whole number of gibibytes under Proxmox VE',
      value: size.toString(),
      advice: 'Round it up: the provider counts disks in gibibytes.',
    }),
  ];
}

function checkDiskCount({ disks = {} }: PoolSpec, path: string): readonly Finding[] {
  const count = Object.keys(disks).length;
  if (count <= MOST_DISKS) return [];
  return [
    problem({
      rule: 'vm-pool/disk',
      path: `${path}.disks`,
      message: `must be at most ${MOST_DISKS} under Proxmox VE`,
      value: String(count),
      advice: 'Join some of them: a machine has so many virtio interfaces and no more.',
    }),
  ];
}

function checkHolderNames(spec: PoolSpec, path: string): readonly Finding[] {
  return slotList(spec.slots).flatMap(({ key }) =>
    Object.keys(spec.disks ?? {}).flatMap((disk) => {
      const name = holderName(machineName(spec, key), disk);
      if (name.length <= LONGEST_NAME.label) return [];
      return [
        problem({
          rule: 'vm-pool/disk',
          path: `${path}.disks.${disk}`,
          message: `must give its holder in Proxmox VE a name of at most ${LONGEST_NAME.label} characters`,
          value: `${name} (${name.length})`,
          advice: 'Shorten the disk, the identity, the pool or the slot key, of which the name is made.',
        }),
      ];
    }),
  );
}

/** Ids are hashes: two of one pool meet once in a few million pools, and then one of the two needs another name. */
function checkIds(spec: PoolSpec, path: string): readonly Finding[] {
  const holders = new Map<number, string>();
  return proxmoxIds(spec).flatMap(({ id, slot, disk }) => {
    const what = disk === undefined ? `slot ${slot}` : `disk ${disk} of slot ${slot}`;
    const holder = holders.get(id);
    holders.set(id, holder ?? what);
    if (holder === undefined) return [];
    return [
      problem({
        rule: 'vm-pool/proxmox-id',
        path: `${path}.slots.${slot}`,
        message: `must have an id of its own in the cluster for ${what}`,
        value: `${id}, as ${holder} has`,
        advice: 'Give the newer of the two another key or name: the id is a hash of it.',
      }),
    ];
  });
}
