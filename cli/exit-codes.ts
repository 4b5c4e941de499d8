/** What a command's exit code says. Documented in docs/commands.md; scripts rely on it. */
export const EXIT = {
  /** Done, or nothing to do. */
  done: 0,
  /** Refused or failed: standard error says why. */
  failed: 1,
  /** Asked only to look, it found changes. */
  changes: 2,
  /** What it found needs a person's approval, such as the loss of data. */
  approval: 3,
} as const satisfies Record<string, number>;
