import type { Destination } from '../destination';
import { isDestroyed, type RiskRule } from '../risk';
import { type Kind, kindOfType } from '../../../core/kubernetes';
import { isManaged } from '../../synth';
import { data } from './data';
import { protection } from './protection';
import { runs } from './runs';

/** These can only change by being replaced, which disturbs nobody. */
const CHANGED_BY_REPLACING: ReadonlySet<string> = new Set([
  'docker_image',
  'docker_registry_image',
  'kubernetes_cluster_role_binding',
  'kubernetes_cluster_role_binding_v1',
  'kubernetes_pod_disruption_budget',
  'kubernetes_pod_disruption_budget_v1',
  'kubernetes_role_binding',
  'kubernetes_role_binding_v1',
  'libvirt_cloudinit_disk',
  'null_resource',
  'proxmox_virtual_environment_file',
  'random_id',
  'random_pet',
  'terraform_data',
]);

/** Other rules report what it means when one of these is removed. */
const COVERED_BY_OTHER_RULES: ReadonlySet<string> = new Set<Kind>([
  'HorizontalPodAutoscaler',
  'Ingress',
  'NetworkPolicy',
  'PodDisruptionBudget',
]);

/** Something is destroyed, for good or to be created again. */
export const replacement: RiskRule = (context) => {
  const { change, replacedBecause, inProtected, destination } = context;
  if (!isManaged(change.block) || !isDestroyed(context)) return [];
  const kind = kindOfType(change.block.type) ?? change.block.type;
  // Any other rule that applies says more than this one.
  const isCovered = [protection, data].some((rule) => rule(context).length > 0);
  const isCoveredElsewhere = destination === undefined && COVERED_BY_OTHER_RULES.has(kind);
  if (change.action === 'delete' && (isCovered || isCoveredElsewhere)) return [];
  const reason = change.withStack ? WITH_STACK : reasonOf(change.action, replacedBecause, destination);
  if (CHANGED_BY_REPLACING.has(change.block.type)) return [{ level: 'rest', reason, needsApproval: false }];
  const needsApproval = inProtected && runs(change.block);
  // Nothing plans a removed stack, and so nothing is destroyed.
  return [{ level: change.withStack ? 'rest' : 'replacement', reason, needsApproval }];
};

const WITH_STACK =
  'is no longer declared, with its whole stack: what it made stays, and nothing manages it any more';

function reasonOf(
  action: string,
  replacedBecause: readonly string[],
  destination: Destination | undefined,
): string {
  if (action === 'rename')
    return 'has another address, and nothing moves it there: Terraform destroys and creates';
  if (action !== 'delete') return `is replaced: ${replacedBecause.join('; ')}`;
  return destination === undefined
    ? 'is destroyed'
    : `is destroyed here and created again in ${destination.stack}: states do not hand over what they hold`;
}
