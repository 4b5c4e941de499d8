import { compareText, escapeRegExp } from '../text';
import { encodedForms, SHORTEST } from './encoded-forms';
import { finderOf } from './find-known';
import { isCommon } from './no-secret';
import { secretsInText } from './search';

/** Masks secrets in texts. */
interface WordMask {
  /** The placeholder for a whole secret. */
  readonly label: (secret: string) => string;
  /** For our own texts, names and paths: masks known secrets. */
  readonly text: (text: string) => string;
  /**
   * For text from a synth: also masks what looks like a secret. The number of lines stays the same.
   * @param beside what is secret in the text, judging by the values next to it
   */
  readonly value: (text: string, beside?: readonly string[]) => string;
}

/** Text that is already masked is left alone. */
const LABEL = /(«secret [\d?]+»)/;

export function wordMask(secrets: ReadonlySet<string>): WordMask {
  const numbers = numbersOf(secrets);
  const find = finderOf([...numbers.keys()].filter((form) => form.length >= SHORTEST && !isCommon(form)));
  const label = (secret: string): string => `«secret ${numbers.get(secret) ?? '?'}»`;

  const text = (words: string): string =>
    unmasked(words, (part) => {
      const all = find(part);
      if (all.length === 0) return part;
      let masked = '';
      let end = 0;
      for (const found of all) {
        const secret = part.slice(found.start, found.end);
        masked += part.slice(end, found.start) + onEachLine(secret, label(found.form));
        end = found.end;
      }
      return masked + part.slice(end);
    });

  /** Masks what is secret only here: too short to be masked everywhere, or not seen before. */
  const hide = (words: string, secrets: Iterable<string>, patternOf: (secret: string) => RegExp): string =>
    [...secrets]
      .sort((a, b) => b.length - a.length || compareText(a, b))
      .reduce(
        (masked, secret) =>
          unmasked(masked, (part) =>
            part.replace(patternOf(secret), (met) => onEachLine(met, label(secret))),
          ),
        words,
      );

  const value = (words: string, beside: readonly string[] = []): string => {
    const found = secretsInText(words);
    const masked = beside.length === 0 ? text(words) : hide(text(words), beside, exactly);
    if (found.size === 0) return masked;
    const rest = hide(masked, found, asWord);
    // A secret is left, encoded in a way that we do not handle: hide the whole text.
    return secretsInText(rest).size > 0 ? onEachLine(words, label(words)) : rest;
  };

  return { label, text, value };
}

function unmasked(words: string, change: (part: string) => string): string {
  if (!words.includes('«secret')) return change(words);
  return words
    .split(LABEL)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

/** The label on each line that the secret covers, so that line numbers stay the same. */
function onEachLine(secret: string, label: string): string {
  return secret.replace(/[^\n]+|^$/g, label);
}

/** A short secret only matches as a whole word. */
function asWord(secret: string): RegExp {
  return secret.length < SHORTEST
    ? new RegExp(`(?<![A-Za-z0-9])${escapeRegExp(secret)}(?![A-Za-z0-9])`, 'g')
    : exactly(secret);
}

function exactly(secret: string): RegExp {
  return new RegExp(escapeRegExp(secret), 'g');
}

/**
 * The number of every secret, and of every form in which it may appear. A secret that is only an encoded form of another, such
 * as its base64, gets the other's number. Numbers are given in sorted order, so that the output depends on nothing else.
 */
function numbersOf(secrets: ReadonlySet<string>): ReadonlyMap<string, number> {
  const sorted = [...secrets].sort();
  const forms = new Map(sorted.map((secret) => [secret, encodedForms(secret)]));
  const written = new Map<string, string>();
  for (const [secret, all] of forms)
    for (const form of all) if (form !== secret && !written.has(form)) written.set(form, secret);

  const numbers = new Map<string, number>();
  let last = 0;
  for (const secret of sorted) if (!written.has(secret)) numbers.set(secret, ++last);
  // The other secret may itself be an encoded form of a third.
  const numberOf = (secret: string): number => {
    const other = written.get(secret);
    return numbers.get(secret) ?? (other === undefined ? ++last : numberOf(other));
  };
  for (const [secret, all] of forms) {
    const number = numberOf(secret);
    for (const form of [secret, ...all]) if (!numbers.has(form)) numbers.set(form, number);
  }
  return numbers;
}
