/** What a check found. */
export interface CheckOutcome {
  readonly passed: boolean;
  /** What was asked and what came back, in a line that is recorded: `GET https://shop.example.com/: 200 in 43 ms`. */
  readonly summary: string;
  /** What helps a person where it failed, such as the last lines of a command. */
  readonly details?: string;
}
