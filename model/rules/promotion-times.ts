import { type Finding, problem } from '../../core/findings';
import { checkFreezes } from '../../promotion';
import type { ResolvedComposition } from '../composition';

/** The times of each environment are valid: its freezes, and a soak only where an environment comes before. */
export function promotionTimes({ environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap(({ name, after, soak, freeze = [] }) => [
    ...checkFreezes(freeze, `environments.${name}.freeze`),
    ...(soak !== undefined && !after ? [nothingToSoak(name, soak.toString())] : []),
  ]);
}

function nothingToSoak(environment: string, value: string): Finding {
  return problem({
    rule: 'promotion/soak-without-before',
    path: `environments.${environment}.soak`,
    message: 'must not be given where no environment comes before',
    value,
    advice:
      'Give it to the environment that comes after this one: there it says how long images have run here.',
  });
}
