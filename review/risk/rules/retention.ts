import { entryOf, type Json, textOf } from '../../../core/json';
import { currentType } from '../../../core/kubernetes';
import { type Difference, dotted } from '../../diff';
import type { RiskRule } from '../risk';

/** Type → argument → the value with which stored data outlives the resource. */
const KEEPS: Readonly<Record<string, Readonly<Record<string, (value: Json | undefined) => boolean>>>> = {
  docker_registry_image: { keep_remotely: is('true') },
  kubernetes_persistent_volume_v1: { 'spec.persistent_volume_reclaim_policy': is('Retain') },
  kubernetes_stateful_set_v1: {
    'spec.persistent_volume_claim_retention_policy.when_deleted': isNot('Delete'),
    'spec.persistent_volume_claim_retention_policy.when_scaled': isNot('Delete'),
  },
  kubernetes_storage_class_v1: { reclaim_policy: is('Retain') },
  proxmox_virtual_environment_vm: { delete_unreferenced_disks_on_destroy: is('false') },
};

/** Data that used to be kept when its resource was deleted is now deleted with it. */
export const retention: RiskRule = ({ change, leafDifferences }) => {
  if (change.before === undefined || change.after === undefined) return [];
  const keeps = KEEPS[currentType(change.block.type)] ?? {};
  const lost = leafDifferences.map(nameOf).filter(({ argument, before, after }) => {
    const keep = entryOf(keeps, argument);
    return keep !== undefined && keep(before) && !keep(after);
  });
  if (lost.length === 0) return [];
  const names = lost.map(({ argument }) => argument).join(', ');
  return [
    {
      level: 'data',
      reason: `no longer keeps what is stored when it goes (${names})`,
      needsApproval: true,
    },
  ];
};

function nameOf({ path, before, after }: Difference) {
  return { argument: dotted(path), before, after };
}

function is(text: string) {
  return (value: Json | undefined): boolean => textOf(value) === text;
}

function isNot(text: string) {
  return (value: Json | undefined): boolean => !is(text)(value);
}
