import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { showJson, type StackFolder, type TerraformSettings } from '../../operations/deployment';
import { type Host, namesOf, untilIdle, virsh } from '../machines';

/** The arguments of a resource that identify it on the host. */
interface Arguments {
  readonly name?: string;
  readonly source?: string;
  readonly base_volume_id?: string;
}

/** A kind of resource whose leftovers block an apply, and hold nothing that cannot be created again. */
interface Kind {
  readonly type: string;
  readonly isMadeAgain: (args: Arguments) => boolean;
  /** The `virsh` command that lists them. */
  readonly list: readonly string[];
  readonly remove: (host: Host, name: string) => Promise<unknown>;
}

const VOLUMES = ['vol-list', 'default'];
const removeVolume = (host: Host, name: string) => virsh(host, 'vol-delete', '--pool', 'default', name);

/** In the order in which they can be removed. */
const KINDS: readonly Kind[] = [
  {
    type: 'libvirt_domain',
    isMadeAgain: () => true,
    list: ['list', '--all', '--name'],
    remove: async (host, name) => {
      await virsh(host, 'destroy', name).catch(() => undefined);
      await virsh(host, 'undefine', name);
    },
  },
  {
    type: 'libvirt_network',
    isMadeAgain: () => true,
    list: ['net-list', '--all', '--name'],
    remove: async (host, name) => {
      await virsh(host, 'net-destroy', name).catch(() => undefined);
      await virsh(host, 'net-undefine', name);
    },
  },
  { type: 'libvirt_cloudinit_disk', isMadeAgain: () => true, list: VOLUMES, remove: removeVolume },
  {
    type: 'libvirt_volume',
    // A half-uploaded image would be taken for a complete one. A data disk may hold the only copy of its data.
    isMadeAgain: ({ source, base_volume_id: base }) => source !== undefined || base !== undefined,
    list: VOLUMES,
    remove: removeVolume,
  },
];

/**
 * Removes what a stack's configuration names and the host has, but the state does not record: leftovers of an apply that
 * was cut off. Data disks stay.
 */
export async function removeUnrecorded(
  host: Host,
  stack: StackFolder,
  settings: TerraformSettings,
): Promise<void> {
  await untilIdle(host);
  const recorded = await recordedIn(stack, settings);
  const configured = configuredIn(stack);
  await virsh(host, 'pool-refresh', 'default');
  for (const { type, isMadeAgain, list, remove } of KINDS) {
    const there = (await namesOf(host, ...list)).map((line) => line.split(/\s+/)[0]);
    const known = recorded.flatMap((resource) => (resource.type === type ? resource.values.name : []));
    const lost = Object.values(configured[type] ?? {}).filter(
      (args) => isMadeAgain(args) && !known.includes(args.name),
    );
    for (const { name = '' } of lost) if (there.includes(name)) await remove(host, name);
  }
}

interface Recorded {
  readonly type: string;
  readonly values: Arguments;
}

async function recordedIn(stack: StackFolder, settings: TerraformSettings): Promise<readonly Recorded[]> {
  const { values } = (await showJson(stack, settings)) as {
    readonly values?: { readonly root_module: { readonly resources?: readonly Recorded[] } };
  };
  return values?.root_module.resources ?? [];
}

function configuredIn({
  folder,
}: StackFolder): Readonly<Record<string, Readonly<Record<string, Arguments>>>> {
  const { resource = {} } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
    readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  };
  return resource;
}
