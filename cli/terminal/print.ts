import { visibleJson, visibleLines } from '../../core/text';

/** Prints lines on standard output. What others wrote, such as the log of a container, reaches no terminal as control characters. */
export function print(text: string): void {
  process.stdout.write(`${visibleLines(text)}\n`);
}

/** Prints a value as JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(visibleJson(value));
}

/** Prints lines on standard error: what a person follows while a command works. */
export function tell(text: string): void {
  process.stderr.write(`${visibleLines(text)}\n`);
}
