import type { SlipwayRecord } from '../../core/record';
import type { ProjectContext } from '../releasing';
import type { DeclaredLines } from './declared-line';
import type { History } from './origin';

/** What an explanation is made of: the checkout, its record and its git. The network is not asked. */
export interface Explainer {
  readonly context: ProjectContext;
  /** The folder of the project, absolute. */
  readonly root: string;
  /** The record of the last synth; undefined where there is none. */
  readonly record: SlipwayRecord | undefined;
  readonly lines: DeclaredLines;
  readonly history: History;
}
