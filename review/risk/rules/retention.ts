import { entryOf, textOf } from '../../../core/json';
import { countOf } from '../../../core/text';
import { currentType } from '../../../core/kubernetes';
import { dotted } from '../../diff';
import type { Block, Stack } from '../../synth';
import { type Risk, risksOf, type RiskRule, type RiskContext } from '../risk';
import {
  DELETED_WITH,
  expiryOf,
  KEPT_BY,
  KEPT_SHORTER,
  type LosesBy,
  SAID_BY,
  SET_ASIDE,
} from './retention-of-clouds';
import { noLonger, settingsIn, type Turns } from './settings';

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
    ...setAside(context),
  ];
};

/** Messages that nobody could process, which are lost from now on. */
function setAside({
  change: { before, after },
  stacks: [, stack],
  inProtected,
}: RiskContext): readonly Risk[] {
  if (before === undefined || after === undefined) return [];
  return settingsIn(SET_ASIDE, before, after)
    .filter(({ argument, known, old, head }) => known(old, head) && !isSaidElsewhere(after, argument, stack))
    .map(({ argument }) =>
      risk(`no longer keeps messages that nobody could process (${argument})`, inProtected),
    );
}

/** Whether a resource of its own says an argument from now on. */
function isSaidElsewhere({ type, address }: Block, argument: string, stack: Stack | undefined): boolean {
  const other = entryOf(entryOf(SAID_BY, type) ?? {}, argument);
  return other !== undefined && stack !== undefined && saidIn(stack).has(`${other} ${address}`);
}

/** Asked for by each argument that goes. */
const SAID = new WeakMap<Stack, ReadonlySet<string>>();

function saidIn(stack: Stack): ReadonlySet<string> {
  let known = SAID.get(stack);
  if (known === undefined) {
    const types = new Set(Object.values(SAID_BY).flatMap((by) => Object.values(by)));
    const found = [...stack.blocks.values()].flatMap(({ type, arguments: args }) =>
      types.has(type)
        ? [args['bucket'], args['queue_url']].map(
            (name) => `${type} ${/^\$\{([\w.-]+)\.\w+\}$/.exec(textOf(name))?.[1] ?? ''}`,
          )
        : [],
    );
    SAID.set(stack, (known = new Set(found)));
  }
  return known;
}

function named(
  { change, leafDifferences, stacks: [, stack] }: RiskContext,
  table: LosesBy,
  told: (names: string) => Risk,
): readonly Risk[] {
  const known = entryOf(table, currentType(change.block.type)) ?? {};
  const lost = leafDifferences.flatMap(({ path, before, after }) => {
    const argument = dotted(path);
    const isLost =
      entryOf(known, argument)?.(before, after) === true && !isSaidElsewhere(change.block, argument, stack);
    return isLost ? [argument] : [];
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
