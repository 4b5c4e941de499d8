import { type BlockChange, dotted } from '../../diff';
import { isManaged } from '../../synth';
import { holdsData } from '../holding';
import { knowledgeOf } from '../replacement';
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

function changesArguments({ differences }: BlockChange): boolean {
  return differences.some(({ path }) => !IN_PLACE.has(dotted(path).split('.')[0] ?? ''));
}
