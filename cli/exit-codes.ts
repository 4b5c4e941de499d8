/** The exit codes of all commands. docs/commands.md documents them, and scripts rely on them. */
export const EXIT = {
  /** Done, or nothing to do. */
  done: 0,
  /** Refused or failed: standard error says why. */
  failed: 1,
  /** The command only looked, and found changes. */
  changes: 2,
  /** A person must approve what was found, such as the loss of data. */
  approval: 3,
} as const satisfies Record<string, number>;
