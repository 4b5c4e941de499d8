import { type Finding, problem } from '../../../core/findings';

/** The finding that a text does not have its form, which `what` names. */
export function checkForm(pattern: RegExp, value: string, path: string, what: string): readonly Finding[] {
  if (pattern.test(value)) return [];
  return [
    problem({
      rule: 'cloud-init/form',
      path,
      message: `must be ${what}`,
      value: JSON.stringify(value),
      advice: 'Correct the value.',
    }),
  ];
}
