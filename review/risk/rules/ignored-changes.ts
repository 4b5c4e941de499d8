import { at, items, only } from '../../../core/json';
import { firstOf } from '../../../core/text';
import type { Block } from '../../synth';
import { holdsData } from '../holding';
import { knowledgeOf, ignoresChangesTo } from '../replacement';
import type { RiskRule } from '../risk';

/**
 * Arguments that are no longer in `ignore_changes`. Where reality has drifted from the configuration, as with a disk that was
 * grown, Terraform now acts on the difference.
 */
export const ignoredChanges: RiskRule = (context) => [...stays(context), ...exposed(context)];

/** What is written, and not applied to what exists. */
const stays: RiskRule = ({ change: { before, after }, overlooked }) => {
  if (before === undefined || after === undefined) return [];
  const reason =
    ignoresAll(after) && !ignoresAll(before)
      ? ALL
      : `stays as it is in ${firstOf(overlooked, MOST)}: ignore_changes has Terraform overlook what is written`;
  return reason === ALL || overlooked.length > 0 ? [{ level: 'rest', reason, needsApproval: false }] : [];
};

/** Further ones are only counted. */
const MOST = 3;

const exposed: RiskRule = ({ change: { before, after }, inProtected }) => {
  if (before === undefined || after === undefined) return [];
  if (before.arguments['lifecycle'] === undefined) return [];
  const [did, does] = [ignoresChangesTo(before.arguments), ignoresChangesTo(after.arguments)];
  const { arguments: forcing = [], counts = [], shrinking = [] } = knowledgeOf(after.type) ?? {};
  const exposed = [...forcing, ...counts, ...shrinking].filter(
    (argument) => did(argument) && !does(argument),
  );
  if (exposed.length === 0) return [];
  const holder = holdsData(before);
  return [
    {
      level: holder ? 'data' : 'replacement',
      reason: `no longer overlooks ${[...new Set(exposed)].sort().join(', ')}: where it really is otherwise, it is replaced${holder ? ', and its data lost' : ''}`,
      needsApproval: holder || inProtected,
    },
  ];
};

const ALL = 'is never changed again: ignore_changes has Terraform overlook all of it, what differs here too';

function ignoresAll({ arguments: args }: Block): boolean {
  return items(at(only(args['lifecycle']), 'ignore_changes')).includes('all');
}
