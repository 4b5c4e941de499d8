import type { Deed, PlannedChange } from './planned-change';

/** The types of resources that are machines. */
export const MACHINE_TYPES: readonly string[] = ['libvirt_domain', 'proxmox_virtual_environment_vm'];

/** The machines that these deeds are done to, by name: that of libvirt or Proxmox VE, which derives from the slot's identity. */
export function machinesThat(deeds: readonly Deed[], changes: readonly PlannedChange[]): readonly string[] {
  return changes.flatMap(({ type, deed, before, after }) =>
    MACHINE_TYPES.includes(type) && deeds.includes(deed) ? nameIn(before ?? after) : [],
  );
}

/** The name in a machine's values: none where it is not known yet. */
export function nameIn(values: PlannedChange['after']): readonly string[] {
  const name = values?.['name'];
  return typeof name === 'string' ? [name] : [];
}
