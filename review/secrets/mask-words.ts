import { isCommon } from '../../core/secrets';
import { SHORTEST } from './encoded-forms';
import { finderOf } from './find-known';
import { numbersOf } from './numbers';
import { secretsInText } from './search';

/** Masks secrets in texts. */
export interface WordMask {
  /** What stands for a secret as a whole. */
  readonly label: (secret: string) => string;
  /** For our own words, names and paths: what is known to be secret goes. */
  readonly text: (text: string) => string;
  /**
   * For what a synth says: what looks secret by itself goes, too. Has as many lines as before.
   * @param beside what is secret in it, going by what stands beside it
   */
  readonly value: (text: string, beside?: readonly string[]) => string;
}

/** What is masked already is left alone. */
const LABEL = /(«secret [\d?]+»)/;

export function wordMask(secrets: ReadonlySet<string>): WordMask {
  const numbers = numbersOf(secrets);
  const find = finderOf([...numbers.keys()].filter((form) => form.length >= SHORTEST && !isCommon(form)));
  const label = (secret: string): string => `«secret ${numbers.get(secret) ?? '?'}»`;

  const text = (words: string): string =>
    unmasked(words, (part) => {
      let masked = '';
      let end = 0;
      for (const found of find(part)) {
        const secret = part.slice(found.start, found.end);
        masked += part.slice(end, found.start) + onEachLine(secret, label(found.form));
        end = found.end;
      }
      return masked + part.slice(end);
    });

  /** What is secret only here: too short to be masked elsewhere, or not met before. */
  const hide = (words: string, secrets: Iterable<string>, patternOf: (secret: string) => RegExp): string =>
    [...secrets]
      .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
      .reduce(
        (masked, secret) =>
          unmasked(masked, (part) =>
            part.replace(patternOf(secret), (met) => onEachLine(met, label(secret))),
          ),
        words,
      );

  const value = (words: string, beside: readonly string[] = []): string => {
    const found = secretsInText(words);
    const masked = hide(text(words), beside, exactly);
    if (found.size === 0) return masked;
    const rest = hide(masked, found, asWord);
    // A secret that is spelled in a way that nobody thought of: then nothing of the text is told.
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

/** The label on every line that the secret takes: the lines keep their numbers. */
function onEachLine(secret: string, label: string): string {
  return secret.replace(/[^\n]+|^$/g, label);
}

/** A short secret is met only as a word of its own. */
function asWord(secret: string): RegExp {
  const { source } = exactly(secret);
  return secret.length < SHORTEST
    ? new RegExp(`(?<![A-Za-z0-9])${source}(?![A-Za-z0-9])`, 'g')
    : exactly(secret);
}

function exactly(secret: string): RegExp {
  return new RegExp(secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g');
}
