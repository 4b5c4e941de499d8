/** What Docker refuses in a line before it builds anything. */
export interface SyntaxFault {
  readonly line: number;
  /** Ends a sentence about the line: `must …`. */
  readonly message: string;
  readonly value: string;
  readonly advice: string;
}

/** The same of a line that is known. */
export type Fault = Omit<SyntaxFault, 'line'>;
