/** The value of a finding about a secret in plain text: the secret itself is what must not be shown. */
export function seenSecret(why: string): string {
  return `what looks like one: ${why}`;
}

/** What to do where a text only looks like a secret: the end of the advice of such a finding. */
export const IF_NOT_SECRET = "If it is not a secret, write notSecret(value, 'reason').";
