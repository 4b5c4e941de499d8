import type { PlannedAction, PlannedChange } from './planned-change';
import { KNOWN_PROVIDERS } from './providers';

/** The types of resources that are machines. */
export const MACHINE_TYPES: readonly string[] = KNOWN_PROVIDERS.flatMap(
  ({ machineType }) => machineType ?? [],
);

/** The machines that these actions are done to, by name: that of libvirt or Proxmox VE, which derives from the slot's identity. */
export function machinesThat(
  actions: readonly PlannedAction[],
  changes: readonly PlannedChange[],
): readonly string[] {
  return changes.flatMap(({ type, action, before, after }) =>
    MACHINE_TYPES.includes(type) && actions.includes(action) ? nameIn(before ?? after) : [],
  );
}

/** The name in a machine's values: none where it is not known yet. */
export function nameIn(values: PlannedChange['after']): readonly string[] {
  const name = values?.['name'];
  return typeof name === 'string' ? [name] : [];
}
