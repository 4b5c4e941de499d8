/** What a team's own policy found. */
export const FINDING = {
  rule: 'team/rule',
  severity: 'error',
  path: 'dev-services/x.a',
  message: 'must be other',
  advice: 'Change it.',
} as const;
