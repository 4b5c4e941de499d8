import { reviewSynths } from '../../../review';
import type { RiskLevel } from '../../../review/risk';
import type { Entry } from '../../../review/view';
import type { Word } from '../../review/corpus/misses';
import { type StacksJson, synthOf } from '../../review/support/synth-of';

interface Said {
  readonly word: Word;
  readonly level: RiskLevel;
}

/** Address → what the review says of it, in one of the stacks. */
export function toldOf(before: StacksJson, after: StacksJson, stack: string): ReadonlyMap<string, Said> {
  const { entries } = reviewSynths(synthOf(before), synthOf(after));
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
