import { type Finding, problem } from '../../core/findings';

/** The finding of an action that needs a reason and has none. */
export function missingReason(action: string, reason: string | undefined): readonly Finding[] {
  if (reason !== undefined && reason.trim() !== '') return [];
  return [
    problem({
      rule: 'promotion/reason',
      path: 'reason',
      message: `must say why to ${action}`,
      value: 'missing',
      advice: 'Give it with `--reason "…"`: it is recorded for those who read the history.',
    }),
  ];
}
