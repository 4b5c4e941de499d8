import { lossOf, type PlannedChange } from '../../../operations/deployment';
import { reviewSynths } from '../../../review';
import type { RiskLevel } from '../../../review/risk';
import type { Entry } from '../../../review/view';
import type { Word } from '../../review/corpus/misses';
import { synthOf } from '../../review/support/synth-of';
import type { PairPlans } from './pair-plans';
import type { PairStack } from './pair-stacks';

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
  const told = toldOf(stack);
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

interface Said {
  readonly word: Word;
  readonly level: RiskLevel;
}

/** Address → what the review says of it, in this stack. */
function toldOf({ pair, stack }: PairStack): ReadonlyMap<string, Said> {
  const { entries } = reviewSynths(synthOf(pair.before), synthOf(pair.after));
  const told = new Map<string, Said>();
  for (const { action, level, rows, resources } of entries.flatMap((entry) => [
    entry,
    ...(entry.follows ?? []),
  ]))
    for (const { former, places } of resources)
      for (const { address } of places.filter((place) => place.stack === stack)) {
        // To Terraform, a thing that got another address is two.
        if (action === 'rename') told.set(former ?? '', { word: 'delete', level });
        told.set(address, { word: wordFor(action, level, rows.length > 0), level });
      }
  return told;
}

function wordFor(action: Entry['action'], level: RiskLevel, differs: boolean): Word {
  if (action === 'rename') return 'create';
  if (action === 'move') return differs ? 'update' : 'nothing';
  return action === 'replace' && level === 'protection' ? 'refused' : action;
}
