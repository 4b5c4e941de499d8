import { type Finding, problem } from '../../findings';
import type { Blueprint } from '../blueprint';

/** The promotion order leads through the environments that are composed: what comes `after` one needs that one. */
export function promotionOrder({ environments }: Blueprint): readonly Finding[] {
  return environments.flatMap(({ name, after }) => {
    if (after === undefined || environments.includes(after)) return [];
    return [
      problem({
        rule: 'promotion/order',
        path: `environments.${name}.after`,
        message: 'must be one of the environments that are composed with it',
        value: after.name,
        advice: `Pass ${after.name} to compose() as well, or let ${name} come after another one.`,
      }),
    ];
  });
}
