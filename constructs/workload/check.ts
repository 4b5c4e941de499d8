import type { Finding } from '../../core/findings';
import type { ResolvedWorkload } from './workload-spec';

export {
  demand,
  entry,
  has,
  LARGEST,
  quoted,
  refuseSecrets,
  type SecretRefusal,
  wholeWithin,
} from '../shape';

/** Judges one side of a workload. `path` is where the workload stands. */
export type Check = (workload: ResolvedWorkload, path: string) => readonly Finding[];
