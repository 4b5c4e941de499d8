import { type Finding, problem } from '../../core/findings';
import { type IgnorePattern, ignorePattern } from './ignore-pattern';

/** What the rules say of a path. The paths inside a folder are judged from the folder's verdict. */
export interface Verdict {
  readonly ignored: boolean;
  readonly matched: readonly boolean[];
}

/**
 * The rules of an ignore file, applied as Docker applies them: the last pattern that names a path or a folder above it
 * decides.
 *
 * One oddity of Docker's is kept, since the hash must cover what is sent: a pattern that could not have changed a
 * folder's verdict is not remembered for what lies in the folder. After `*`, `!d/f`, `d`, the file d/f is sent.
 */
export class IgnoreRules {
  private constructor(private readonly patterns: readonly IgnorePattern[]) {}

  /** Reads an ignore file. Lines that cannot be read end in `findings`, each with its line number behind `path`. */
  static read(
    text: string,
    path: string,
  ): { readonly rules: IgnoreRules; readonly findings: readonly Finding[] } {
    const patterns: IgnorePattern[] = [];
    const findings: Finding[] = [];
    for (const [index, line] of text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .entries()) {
      try {
        const pattern = ignorePattern(line);
        if (pattern !== undefined) patterns.push(pattern);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        findings.push(unreadable(`${path}:${index + 1}`, line, error));
      }
    }
    return { rules: new IgnoreRules(patterns), findings };
  }

  judge(path: string, folder?: Verdict): Verdict {
    let ignored = false;
    const matched = this.patterns.map((pattern, index) => {
      const inherited = folder?.matched[index] ?? false;
      const matters = pattern.exception === ignored;
      const matches = inherited || (matters && pattern.matches(path));
      if (matches) ignored = !pattern.exception;
      return matches;
    });
    return { ignored, matched };
  }

  /** Whether something inside an ignored folder may be sent all the same. */
  reachInto(folder: string): boolean {
    return this.patterns.some(
      ({ exception, literal }) => exception && (literal === undefined || literal.startsWith(`${folder}/`)),
    );
  }
}

function unreadable(path: string, line: string, error: SyntaxError): Finding {
  return problem({
    rule: 'image/ignore-pattern',
    path,
    message: 'must be a pattern that Docker can read',
    value: `${JSON.stringify(line)}, which ${error.message}`,
    advice: 'Correct the pattern: Docker would stop at it, or ignore other files than intended.',
  });
}
