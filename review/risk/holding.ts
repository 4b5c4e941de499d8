import { type Holding, holdingOf } from '../../core/data';
import type { Block } from '../synth';

const NOTHING: Holding = { kind: 'nothing' };

/** What is lost with a block: a data source only reads what something else holds. */
export function holdingIn({ kind, type, arguments: args }: Block): Holding {
  return kind === 'resource' ? holdingOf(type, args) : NOTHING;
}

const DATA: ReadonlySet<Holding['kind']> = new Set<Holding['kind']>(['data', 'orphaned data', 'contents']);

/** Whether data that people wrote is lost, or no longer found, when the resource is destroyed. */
export function holdsData(block: Block): boolean {
  return DATA.has(holdingIn(block).kind);
}
