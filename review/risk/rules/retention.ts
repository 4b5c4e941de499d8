import { entryOf, textOf } from '../../../core/json';
import { countOf } from '../../../core/text';
import { currentType } from '../../../core/kubernetes';
import { dotted } from '../../diff';
import { type Risk, risksOf, type RiskRule, type RiskContext } from '../risk';
import { DELETED_WITH, expiryOf, KEPT_BY, KEPT_SHORTER, type LosesBy } from './retention-of-clouds';
import { noLonger, type Turns } from './settings';

const risk = risksOf('data');

/** A value with which stored data no longer outlives its resource. */
const from =
  (deleted: string): Turns =>
  (before, after) =>
    textOf(before) !== deleted && textOf(after) === deleted;

const DELETES: LosesBy = {
  docker_registry_image: { keep_remotely: noLonger('true') },
  kubernetes_persistent_volume_v1: { 'spec.persistent_volume_reclaim_policy': noLonger('Retain') },
  kubernetes_stateful_set_v1: {
    'spec.persistent_volume_claim_retention_policy.when_deleted': from('Delete'),
    'spec.persistent_volume_claim_retention_policy.when_scaled': from('Delete'),
  },
  kubernetes_storage_class_v1: { reclaim_policy: noLonger('Retain') },
  proxmox_virtual_environment_vm: { delete_unreferenced_disks_on_destroy: noLonger('false') },
  ...DELETED_WITH,
};

/** Data that used to be kept when its resource was deleted is now deleted with it, or its history is kept for a shorter time. */
export const retention: RiskRule = (context) => {
  const { change, inProtected } = context;
  if (change.before === undefined) return [];
  if (change.after === undefined) {
    const kept = entryOf(KEPT_BY, change.block.type);
    // What leaves the state stays as it is, and so does what is in a stack that goes.
    const isGone = change.action === 'delete' && !change.withStack;
    return kept === undefined || !isGone ? [] : [risk(`no longer keeps ${kept}`, inProtected)];
  }
  return [
    ...named(context, DELETES, (names) =>
      risk(`no longer keeps what is stored when it goes (${names})`, true),
    ),
    ...named(context, KEPT_SHORTER, (names) =>
      risk(`keeps less, or for a shorter time (${names})`, inProtected),
    ),
  ];
};

function named(
  { change, leafDifferences }: RiskContext,
  table: LosesBy,
  told: (names: string) => Risk,
): readonly Risk[] {
  const known = entryOf(table, currentType(change.block.type)) ?? {};
  const lost = leafDifferences.flatMap(({ path, before, after }) => {
    const argument = dotted(path);
    return entryOf(known, argument)?.(before, after) === true ? [argument] : [];
  });
  return lost.length === 0 ? [] : [told(lost.join(', '))];
}

/** A lifecycle that deletes sooner than before, or that comes. */
export const expiry: RiskRule = ({ change: { before, after }, inProtected }) => {
  if (after?.type !== 'aws_s3_bucket_lifecycle_configuration') return [];
  const [old, head] = [expiryOf(before?.arguments), expiryOf(after.arguments)];
  const sooner = [...head].filter(([name, days]) => days < (old.get(name) ?? Infinity));
  const words = sooner.map(([name, days]) => `${name}: ${countOf(days, 'day')}`).join(', ');
  return sooner.length === 0 ? [] : [risk(`deletes what is stored sooner (${words})`, inProtected)];
};
