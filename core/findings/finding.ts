import { isNoSecret, namesSecret, secretsInText, wordMask } from '../secrets';
import { visible } from '../text';

/** How much a finding weighs: an `error` fails the synth, a `warning` wants a decision, a `note` informs. */
export type Severity = 'error' | 'warning' | 'note';

/** What a validation, a check or a policy reports. */
export interface Finding {
  /** The rule's stable name, e.g. `workload/replicas`. */
  readonly rule: string;
  /** How much it weighs. */
  readonly severity: Severity;
  /** Where the value stands, e.g. `environments.prod.services.api.replicas`. */
  readonly path: string;
  /** What the rule demands, as a predicate of the path: `must be a whole number of at least 1`. */
  readonly message: string;
  /** The value that was met, as text. Never a secret. */
  readonly value?: string;
  /** What to do about it. */
  readonly advice: string;
}

/**
 * A finding that fails the synth.
 *
 * @example
 * problem({
 *   rule: 'team/replicas',
 *   path: 'environments.prod.services.api.replicas',
 *   message: 'must be at least 2 in production',
 *   value: '1',
 *   advice: 'Set it to 2 or more.',
 * });
 */
export function problem(finding: Omit<Finding, 'severity'>): Finding {
  return { ...withoutSecrets(finding), severity: 'error' };
}

/**
 * Equal for findings that say the same of the same place, whatever their advice.
 *
 * @example
 * const finding = { rule: 'team/replicas', path: 'services.api.replicas', message: 'must be at least 2', value: '1' };
 * keyOfFinding(finding) === keyOfFinding({ ...finding, value: '0' }); // false
 */
export function keyOfFinding({ rule, path, message, value }: Omit<Finding, 'severity' | 'advice'>): string {
  return JSON.stringify([rule, path, message, value]);
}

/**
 * Each finding once, whatever was judged several times.
 *
 * @example
 * const finding = problem({ rule: 'promotion/reason', path: 'reason', message: 'must be given', advice: 'Give it.' });
 * distinctFindings([finding, finding]).length; // 1
 */
export function distinctFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [keyOfFinding(finding), finding])).values()];
}

/** A value may be refused for another reason than the secret that is in it, and a path may name it as a key. */
function withoutSecrets(finding: Omit<Finding, 'severity'>): Omit<Finding, 'severity'> {
  const { path, message, value, advice } = finding;
  const quoted = quotedIn(value ?? '');
  const secrets = new Set([
    ...[path, value ?? '', ...quoted].flatMap((text) => [...secretsInText(text)]),
    // What is refused for its form, under the name of a secret, may be one.
    ...(namesSecret(lastName(path)) ? quoted.filter((text) => !isNoSecret(text)) : []),
  ]);
  if (secrets.size === 0) return finding;
  const mask = wordMask(secrets);
  // What a text itself shows to be secret is masked as a word: a password of one letter is in every word.
  const masked = (text: string) => {
    const own = secretsInText(text);
    return mask.value(
      text,
      [...secrets].filter((secret) => !own.has(secret)),
    );
  };
  return {
    ...finding,
    path: mask.value(path),
    message: mask.text(message),
    ...(value === undefined ? {} : { value: masked(value) }),
    advice: mask.text(advice),
  };
}

/** The names of secrets are shorter. */
const LONGEST_NAME = 300;

/** The last name of a path: `DB_PASSWORD` of `services.api.env.DB_PASSWORD`, or of `files["DB_PASSWORD"]`. */
function lastName(path: string): string {
  // Of a key of a megabyte, the expression would try each beginning to its end.
  return /([^.[\]"]+)["\]]*$/.exec(path.slice(-LONGEST_NAME))?.[1] ?? '';
}

/** The texts that a value shows in quotes, as they were: a line break tells where a password ends. */
function quotedIn(value: string): readonly string[] {
  return [...value.matchAll(/"(?:\\.|[^"\\])*"/g)].flatMap(([quoted]) => {
    try {
      return [JSON.parse(quoted) as string];
    } catch {
      return [];
    }
  });
}

/**
 * The findings as a person reads them: one block each, in the order given.
 *
 * @example
 * console.error(renderFindings(checkPromotion(pipeline)));
 */
export function renderFindings(findings: readonly Finding[]): string {
  return findings.map(renderFinding).join('\n');
}

/** It may quote text of others, whose line breaks and control characters must not pass for the report's own. */
function renderFinding(finding: Finding): string {
  const { severity, rule, path, message, advice } = finding;
  const value = finding.value === undefined ? undefined : visible(shown(cut(finding.value)));
  const met = value === undefined ? '' : severity === 'error' ? `, but is ${value}` : `: ${value}`;
  return `  ${visible(`${cut(path)} ${cut(message)}`)}${met}\n    → ${visible(advice)}  [${severity}: ${visible(rule)}]`;
}

/** What nobody would see. */
function shown(value: string): string {
  if (value === '') return 'empty';
  return value.trim() === '' ? JSON.stringify(value) : value;
}

/** Nobody reads on, and a name of a megabyte is in the path of everything below it. */
const LONGEST = 2_000;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
