import { textOf } from '../../../core/json';
import { parseQuantity } from '../../../core/kubernetes';
import { type Difference, dotted } from '../../diff';
import { isManaged } from '../../synth';
import { holdsData } from '../holding';
import { knowledgeOf, type ReplacementKnowledge } from '../replacement';
import { isDestroyed, type RiskRule } from '../risk';

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

/** A changed argument of which it is not known whether it replaces the resource: a guess would be taken for a fact. */
export const unknownType: RiskRule = (context) => {
  const { change, isPlanned, inProtected } = context;
  const { before, after, block } = change;
  if (isPlanned || before === undefined || after === undefined || !isManaged(block)) return [];
  const known = knowledgeOf(block.type);
  const unsure = argumentsIn(
    known === undefined ? change.differences : change.differences.filter((each) => isUnsure(known, each)),
  );
  if (unsure.length === 0 || isDestroyed(context)) return [];
  const what = known === undefined ? 'this' : unsure.join(', ');
  const reason =
    block.kind === 'module'
      ? 'Slipway does not know what this replaces: it does not look into modules'
      : `Slipway does not know whether ${what} replaces it (${block.type})`;
  return holdsData(before)
    ? [{ level: 'data', reason: `${reason}, with the data that it holds`, needsApproval: inProtected }]
    : [{ level: 'unknown', reason, needsApproval: false }];
};

/** Whether only a plan tells if a difference replaces the resource. */
function isUnsure(known: ReplacementKnowledge, { path, before, after }: Difference): boolean {
  const argument = dotted(path);
  if (isAmong(known.unsure ?? [], argument)) return true;
  const [old, head] = [before, after].map((value) => parseQuantity(textOf(value)));
  const shrinks = old !== undefined && head !== undefined && head < old;
  return shrinks && isAmong(known.unsureIfShrinking ?? [], argument);
}

function argumentsIn(differences: readonly Difference[]): readonly string[] {
  const names = differences.map(({ path }) => dotted(path));
  return [...new Set(names)].filter((name) => !IN_PLACE.has(name.split('.')[0] ?? ''));
}

/** Whether an argument is one of these, within one, or a block that has one. */
function isAmong(names: readonly string[], argument: string): boolean {
  return names.some((name) => `${argument}.`.startsWith(`${name}.`) || `${name}.`.startsWith(`${argument}.`));
}
