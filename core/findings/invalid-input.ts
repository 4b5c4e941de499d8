import { countOf } from '../text';
import { distinctFindings, type Finding, renderFindings } from './finding';

/**
 * Input that breaks a rule. Carries every problem that was found, not only the first.
 * @param consequence what follows from it, e.g. `nothing was written`
 * @example
 * throw new InvalidInput(releases.findings, 'nothing was deployed');
 */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  // Private: the message says them already, and Node prints every public field once more.
  readonly #findings: readonly Finding[];

  constructor(found: readonly Finding[], consequence?: string) {
    // What was asked of several services or environments may be wrong in one way: that is one thing to mend.
    const findings = distinctFindings(found);
    const headline = [
      countOf(findings.length, 'problem'),
      ...(consequence === undefined ? [] : [consequence]),
    ].join(', ');
    super(`${headline}:\n${renderFindings(findings.slice(0, MOST))}${more(findings.length - MOST)}`);
    this.#findings = findings;
    this.stack = ownFrames(this.stack);
  }

  /** Every problem, in the order of the message. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }
}

/**
 * Throws {@link InvalidInput} with all the problems given, or returns if there are none.
 *
 * @example
 * refuseIfAny(checkPromotion(pipeline), 'nothing was deployed');
 */
export function refuseIfAny(findings: readonly (Finding | undefined)[], consequence?: string): void {
  const errors = findings.filter((finding): finding is Finding => finding?.severity === 'error');
  if (errors.length > 0) throw new InvalidInput(errors, consequence);
}

/** The trace without the frames of Node and of packages, which say nothing about where the input stands. */
function ownFrames(stack: string | undefined): string | undefined {
  return stack
    ?.split('\n')
    .filter((line) => !/^\s+at .*(node:|node_modules)/.test(line))
    .join('\n');
}

/** Nobody reads on: what is wrong ten thousand times is put right once. */
const MOST = 200;

function more(count: number): string {
  return count > 0 ? `\n  … and ${count} more` : '';
}
