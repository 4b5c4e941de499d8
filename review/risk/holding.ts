import { type Holding, holdingOf, NOTHING } from '../../core/data';
import type { Block } from '../synth';

/** What is lost with a block. A data source only reads, so nothing is lost with it; what is in a module is not in the synth. */
export function holdingIn({ kind, type, arguments: args }: Block): Holding {
  if (kind === 'module') return { kind: 'unknown' };
  return kind === 'resource' ? holdingOf(type, args) : NOTHING;
}

const DATA: ReadonlySet<Holding['kind']> = new Set<Holding['kind']>(['data', 'orphaned data', 'contents']);

/** Whether destroying the resource loses, or no longer finds, data that people have written. */
export function holdsData(block: Block): boolean {
  return DATA.has(holdingIn(block).kind);
}
