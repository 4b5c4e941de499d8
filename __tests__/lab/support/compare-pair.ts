import { lossOf, type PlannedChange } from '../../../operations/deployment';
import type { RiskLevel } from '../../../review/risk';
import type { Word } from '../../review/corpus/misses';
import type { PairPlans } from './pair-plans';
import type { PairStack } from './pair-stacks';
import { toldOf } from './told-of';

/** What the review says of a resource, and what Terraform plans for it. */
export interface Comparison {
  readonly pair: string;
  /** As in the pair. */
  readonly address: string;
  readonly told: Word;
  readonly planned: Word;
  /** Where the review tells of it; undefined where it does not. */
  readonly level: RiskLevel | undefined;
  /** What the plan destroys, in the words of the deploy, which would ask for leave. */
  readonly loss: string | undefined;
}

/** Both, for each resource of a stack of which either says anything. */
export function comparePair(stack: PairStack, { changes, refused }: PairPlans): readonly Comparison[] {
  const told = toldOf(stack.pair.before, stack.pair.after, stack.stack);
  return [...stack.addresses].flatMap(([here, address]) => {
    const own = changes.filter((change) => change.address.replace(/\[.*\]$/, '') === here);
    const said = told.get(address);
    const planned = refused.has(here) ? 'refused' : wordOf(own);
    if (planned === 'nothing' && said === undefined) return [];
    return [
      {
        ...{ pair: stack.pair.name, address, planned },
        told: said?.word ?? 'nothing',
        level: said?.level,
        loss: own.map(lossOf).find((loss) => loss !== undefined),
      },
    ];
  });
}

/** What is planned for all instances of a resource: of those of which some come and some go, it is a change. */
function wordOf(changes: readonly PlannedChange[]): Word {
  const [first = 'nothing', ...others] = new Set(changes.map(({ action }) => action));
  return others.length === 0 ? first : 'update';
}
