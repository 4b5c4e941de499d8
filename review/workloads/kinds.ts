import { type Kind, kindOfType } from '../../core/kubernetes';
import type { Block } from '../synth';

/** The Kubernetes kind that a block creates; undefined for a data source, which only reads one. */
export function kindOf({ kind, type }: Block): Kind | undefined {
  return kind === 'resource' ? kindOfType(type) : undefined;
}
