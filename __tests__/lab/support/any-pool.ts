import * as fc from 'fast-check';
import { type MachineImage, type NetworkSpec, nat, openNetwork, routed, Size, type SlotProps } from 'slipway';
import { checkPool, type PoolSpec } from '../../../constructs/vm-pool';
import type { CloudInit } from '../../../constructs/vm-pool/cloud-init';
import { withoutErrors } from './without-errors';

// Pools of all options, small enough that two dozen fit on a host of the lab.

const part = <T>(model: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T, never>(model, { requiredKeys: [] });
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000 a@b';
const text = fc.constantFrom('', '${a}', '%{ if b }', '$${c}', 'a "b" \\ \n# c', 'ä ☃ 𝒳', '<x>&amp;</x>');

const user = fc.record(
  {
    name: fc.constantFrom('ops', 'x'.repeat(32), '_a-1'),
    sshKeys: fc.constantFrom([KEY], [`restrict,command="echo \\"a,b\\"" ${KEY}`, KEY]),
    sudo: fc.boolean(),
  },
  { requiredKeys: ['name', 'sshKeys'] },
);
const file = fc.record(
  {
    content: text,
    permissions: fc.constantFrom('0644', '4755', '0000'),
    owner: fc.constantFrom('root', 'ops:ops'),
  },
  { requiredKeys: ['content'] },
);
const cloudInit: fc.Arbitrary<CloudInit> = part({
  users: fc.uniqueArray(user, { maxLength: 2, selector: ({ name }) => name }),
  packages: fc.uniqueArray(fc.constantFrom('nfs-common', 'curl=7.*', 'g++'), { maxLength: 2 }),
  files: fc.dictionary(fc.constantFrom('/etc/a b', '/etc/x.conf', `/opt/${'d'.repeat(200)}`), file, {
    maxKeys: 2,
  }),
  commands: fc.array(fc.oneof(text, fc.constant(['echo', '$HOME', 'a b'])), { maxLength: 2 }),
  mounts: fc.constantFrom<NonNullable<CloudInit['mounts']>>(
    {},
    { '/mnt/nfs': { device: '10.0.0.5:/export' } },
  ),
  timezone: fc.constantFrom('Europe/Vienna', 'Etc/UTC'),
  ntp: fc.constantFrom([], ['10.0.0.1', 'ntp.example.com']),
  locale: fc.constantFrom('en_GB.UTF-8', 'C.UTF-8'),
  merge: fc.constantFrom<NonNullable<CloudInit['merge']>>(
    {},
    { packages: ['vim'] },
    { growpart: { mode: 'off' }, runcmd: [['ls']] },
  ),
});

const disks = part({
  data: disk(16),
  logs: disk(320),
});

function disk(mebibytes: number) {
  return fc
    .record(
      {
        mountPath: fc.constantFrom('/var/lib/data', '/srv', '/mnt/a_b'),
        fileSystem: fc.constantFrom('ext4' as const, 'xfs' as const),
        retired: fc.constantFrom('keep' as const, 'forget' as const, 'destroy' as const),
      },
      { requiredKeys: [] },
    )
    .map((props) => ({ ...props, size: Size.mebibytes(mebibytes) }));
}

/** Networks that a pool may be in, with room for a number of pools. */
export function anyNetworks(block: number): fc.Arbitrary<Readonly<Record<string, NetworkSpec>>> {
  const names = { domain: fc.constantFrom('lab.example.com', 'a.b'), dns: fc.constantFrom(['10.9.9.9']) };
  const cidr6 = fc.constantFrom(`fd00:${block}::/64`, `fd00:${block}::/48`);
  return fc.record({
    nat: part(names).map((more) => nat({ cidr: `10.${block}.0.0/24`, ...more })),
    both: part(names).chain((more) =>
      cidr6.map((six) => routed({ cidr: `10.${block}.1.0/24`, cidr6: six, ...more })),
    ),
    open: part(names).map((more) => openNetwork({ cidr: `10.${block}.2.0/23`, ...more })),
  });
}

/** What is given, beside what is drawn. */
export interface PoolPlace {
  readonly pool: string;
  readonly identity: string;
  /** Which of the pools it is: each has addresses of its own. */
  readonly index: number;
  readonly block: number;
  readonly networks: Readonly<Record<string, NetworkSpec>>;
  readonly images: readonly MachineImage[];
}

/** A pool that a synth accepts, with the name of its network. */
export interface AcceptedPool {
  readonly on: string;
  readonly spec: PoolSpec;
}

/**
 * @param before what it was: slots that are gone may be retired
 */
export function acceptedPool(place: PoolPlace, before?: PoolSpec): fc.Arbitrary<AcceptedPool | undefined> {
  const image = fc.constantFrom(...place.images);
  const slot: fc.Arbitrary<string | SlotProps> = fc.oneof(
    fc.constantFrom('0', '1', 'db'),
    fc.record({ key: fc.constantFrom('0', '1', 'db', 'web-1'), image }, { requiredKeys: ['key'] }),
  );
  const keyOf = (each: string | SlotProps) => (typeof each === 'string' ? each : each.key);
  const options = fc.record(
    {
      on: fc.constantFrom(...Object.keys(place.networks)),
      slots: fc.oneof(
        fc.integer({ min: 1, max: 2 }),
        fc.uniqueArray(slot, { minLength: 1, maxLength: 2, selector: keyOf }),
      ),
      retired: fc.dictionary(
        fc.constantFrom('0', '1', 'db', 'web-1'),
        fc.constantFrom('keep' as const, 'forget' as const, 'destroy' as const),
        { maxKeys: 2 },
      ),
      cpu: fc.constantFrom(1, 2),
      memory: fc.constantFrom(Size.mebibytes(64), Size.mebibytes(72)),
      image,
      rootDisk: fc.constantFrom(Size.mebibytes(64), Size.mebibytes(80)),
      disks,
      withSix: fc.boolean(),
      cloudInit,
      protect: fc.constant(false),
    },
    { requiredKeys: ['on', 'slots', 'cpu', 'memory', 'image', 'rootDisk', 'withSix'] },
  );
  return options.map(({ on, withSix, ...drawn }) => {
    const network = place.networks[on] as NetworkSpec;
    const third = Object.keys(place.networks).indexOf(on);
    const from = 16 + place.index * 8;
    const spec: PoolSpec = {
      ...drawn,
      ...{ pool: place.pool, identity: place.identity, network },
      addresses: { from: `10.${place.block}.${third}.${from}`, to: `10.${place.block}.${third}.${from + 7}` },
      ...(withSix ? { addresses6: `fd00:${place.block}::${place.index + 1}00/120` } : {}),
      ...(before === undefined ? {} : { formerly: formerNames(before, place.pool) }),
    };
    const accepted = withoutErrors(spec, checkPool, KEPT);
    return accepted === undefined ? undefined : { on, spec: accepted };
  });
}

/** Every name that a pool had before: each rename adds one. */
function formerNames({ pool, formerly = [] }: PoolSpec, name: string): readonly string[] {
  return [formerly, ...(pool === name ? [] : [pool])].flat();
}

const KEPT = [
  'pool',
  'identity',
  'network',
  'addresses',
  'slots',
  'cpu',
  'memory',
  'image',
  'rootDisk',
  'formerly',
];
