import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { showJson, type StackFolder, type TerraformSettings } from '../../operations/deployment';
import { type Host, namesOf, virsh } from '../machines';

/** A resource's arguments, as far as they tell what it is on the host. */
interface Arguments {
  readonly name?: string;
  readonly source?: string;
  readonly base_volume_id?: string;
}

/** A kind of resource whose leftovers stand in the way, and hold nothing that is not made again. */
interface Kind {
  readonly type: string;
  readonly isMadeAgain: (args: Arguments) => boolean;
  /** What `virsh` lists them with. */
  readonly list: readonly string[];
  readonly remove: (host: Host, name: string) => Promise<unknown>;
}

const VOLUMES = ['vol-list', 'default'];
const removeVolume = (host: Host, name: string) => virsh(host, 'vol-delete', '--pool', 'default', name);

/** In the order in which they let go of each other. */
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
    // An image that arrived in part would be taken for the whole one. A data disk may be all there is of its data.
    isMadeAgain: ({ source, base_volume_id: base }) => source !== undefined || base !== undefined,
    list: VOLUMES,
    remove: removeVolume,
  },
];

/**
 * Removes what a stack's configuration names, its host has and its state does not know: what an apply had begun when it was
 * cut off. Data disks stay.
 */
export async function removeUnrecorded(
  host: Host,
  stack: StackFolder,
  settings: TerraformSettings,
): Promise<void> {
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
