/** A resource as a plan says it will be; what only Proxmox VE will know is missing. */
interface PlannedResource {
  readonly type: string;
  readonly name: string;
  readonly provider_name: string;
  readonly schema_version: number;
  readonly values: Readonly<Record<string, any>>;
}

/** As `terraform show -json` prints a plan. */
export interface Plan {
  readonly planned_values: { readonly root_module: { readonly resources?: readonly PlannedResource[] } };
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

export interface State {
  readonly resources: readonly {
    readonly name: string;
    readonly instances: readonly { readonly attributes: Record<string, any> }[];
  }[];
}

/** The state after an apply of the plan, with what Proxmox VE would have answered filled in as the provider reads it. */
export function stateAfter({ planned_values }: Plan): State {
  const planned = planned_values.root_module.resources ?? [];
  const vmIds = new Map(planned.map(({ name, values }) => [name, values.vm_id as number]));
  const resources = planned.map((resource) => ({
    mode: 'managed',
    type: resource.type,
    name: resource.name,
    provider: `provider["${resource.provider_name}"]`,
    instances: [
      {
        schema_version: resource.schema_version,
        attributes: { ...resource.values, ...ANSWERS[resource.type]?.(resource, vmIds) },
      },
    ],
  }));
  const head = { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'test', outputs: {} };
  return { ...head, resources };
}

type Answer = (resource: PlannedResource, vmIds: ReadonlyMap<string, number>) => object;

const ANSWERS: Readonly<Record<string, Answer>> = {
  proxmox_virtual_environment_vm: ({ name, values }, vmIds) => ({
    ...Object.fromEntries(COMPUTED_LISTS.map((list) => [list, values[list] ?? []])),
    id: String(values.vm_id),
    cpu: values.cpu.map((cpu: object) => ({ ...cpu, flags: [], units: 0 })),
    initialization: values.initialization.map((part: object) => ({
      ...part,
      ...initialization(values.name),
    })),
    disk: values.disk.map((disk: Record<string, any>, index: number) =>
      index === 0
        ? { ...rootOrHeld(disk, values.name), path_in_datastore: `vm-${String(values.vm_id)}-disk-0` }
        : {
            ...disk,
            ...HELD,
            path_in_datastore: `vm-${String(vmIds.get(`${name}-disk-${DISKS[index - 1] ?? ''}`))}-disk-0`,
          },
    ),
  }),
  proxmox_virtual_environment_file: ({ values }) => ({
    id: `local:snippets/${String(values.source_raw[0].file_name)}`,
    file_name: values.source_raw[0].file_name,
  }),
  proxmox_download_file: ({ values }) => ({ id: `local:import/${String(values.file_name)}` }),
  terraform_data: ({ values }) => ({ id: 'test', triggers_replace: dynamic(values.triggers_replace) }),
};

const COMPUTED_LISTS = [
  'boot_order',
  'ipv4_addresses',
  'ipv6_addresses',
  'mac_addresses',
  'network_device',
  'network_interface_names',
];

/** The data disks of the pools that are planned here, in the order in which they are attached. */
export const DISKS = ['archive', 'data'];
export const DISK_SIZE = 10;
const HELD = { datastore_id: 'local-lvm', file_format: 'raw', size: DISK_SIZE };

const IMAGE = 'local:import/shop-prod-nodes-pve1-base-abababababab.qcow2';

function rootOrHeld(disk: Record<string, any>, machine: string): object {
  return { ...disk, file_format: 'raw', import_from: machine.includes('-disk-') ? '' : IMAGE };
}

function initialization(machine: string): object {
  const snippet = (part: string): string => `local:snippets/${machine}-${part}.yaml`;
  return {
    file_format: 'raw',
    user_data_file_id: snippet('user-data'),
    meta_data_file_id: snippet('meta-data'),
    network_data_file_id: snippet('network-config'),
    vendor_data_file_id: '',
    type: '',
    upgrade: true,
  };
}

/** How a state writes a value whose type the provider leaves open. */
function dynamic(value: Record<string, string>): object {
  return {
    value,
    type: ['object', Object.fromEntries(Object.keys(value).map((key) => [key, 'string']))],
  };
}
