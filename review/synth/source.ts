import type { Synth } from '../../core/synth';
import { readPlans } from './read-plans';
import { readSynth } from './read-synth';

/** One side of Terraform plans in JSON. */
export interface PlanSide {
  readonly plans: readonly string[];
  readonly side: 'before' | 'after';
}

/** Where a synth is read from: a synthesised folder, or plans. */
export type SynthSource = string | PlanSide;

/** Reads a synth. @throws InvalidInput listing everything that is wrong with it */
export function readSource(source: SynthSource): Synth {
  return typeof source === 'string' ? readSynth(source) : readPlans(source.plans)[source.side];
}

/** The files and folders that a synth is read from. */
export function pathsOf(source: SynthSource): readonly string[] {
  return typeof source === 'string' ? [source] : source.plans;
}
