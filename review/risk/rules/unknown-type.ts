import { type BlockChange, dotted } from '../../diff';
import { isManaged } from '../../synth';
import { holdsData } from '../holding';
import { ignoresChangesTo, knowledgeOf } from '../replacement';
import type { RiskRule } from '../risk';

/** Arguments that Terraform itself reads, and those that clouds change in place. */
const IN_PLACE: ReadonlySet<string> = new Set([
  'depends_on',
  'lifecycle',
  'provider',
  'providers',
  'provisioner',
  'connection',
  'timeouts',
  'count',
  'for_each',
  'tags',
  'tags_all',
]);

/** A changed argument of a type of which it is not known what replaces it: a guess would be taken for a fact. */
export const unknownType: RiskRule = ({ change, isPlanned, inProtected }) => {
  const { before, after, block } = change;
  if (isPlanned || before === undefined || after === undefined || !isManaged(block)) return [];
  if (knowledgeOf(block.type) !== undefined || !changesArguments(change)) return [];
  const reason =
    block.kind === 'module'
      ? 'Slipway does not know what this replaces: it does not look into modules'
      : `Slipway does not know whether this replaces it (${block.type})`;
  return holdsData(before)
    ? [{ level: 'data', reason: `${reason}, with the data that it holds`, needsApproval: inProtected }]
    : [{ level: 'unknown', reason, needsApproval: false }];
};

function changesArguments({ after, differences }: BlockChange): boolean {
  const ignored = ignoresChangesTo(after?.arguments ?? {});
  return differences.some(({ path }) => {
    const argument = dotted(path);
    return !IN_PLACE.has(argument.split('.')[0] ?? '') && !ignored(argument);
  });
}
