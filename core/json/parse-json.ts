import { endOfString } from './duplicate-keys';
import type { Json } from './json';

/** Where a number stands that may have more digits than JavaScript keeps: a quick look. */
const MAY_BE_ROUNDED = /(?:^|"\s*:|[,[])\s*-?(?:[\d.]{16}|[\d.]+[eE])/;

/** A number as JSON writes it. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** So many digits are kept, whichever they are. */
const KEPT_DIGITS = 15;

/**
 * The value of a text in JSON. A number that JavaScript would round is the text of it: Terraform takes both for the same, and two that
 * differ stay different.
 *
 * @throws SyntaxError if it is not JSON
 * @example
 * parseJson('{"small": 1, "large": 12345678901234567890}'); // { small: 1, large: '12345678901234567890' }
 */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  return MAY_BE_ROUNDED.test(text) ? (JSON.parse(withLargeNumbersAsTexts(text)) as Json) : value;
}

/** The same as `parseJson`; undefined if the text is not JSON. */
export function tryParseJson(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Whether a number, as it is written, is another one to JavaScript. */
export function isRounded(written: string): boolean {
  const value = Number(written);
  if (!NUMBER.test(written) || String(value) === written) return false;
  const [mantissa = ''] = written.split(/[eE]/);
  const digits = mantissa.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return digits.length > KEPT_DIGITS || !Number.isFinite(value) || (value === 0 && digits !== '');
}

/** @param text JSON */
function withLargeNumbersAsTexts(text: string): string {
  const parts: string[] = [];
  let done = 0;
  const token = /"|-?\d[\d.eE+-]*/g;
  for (let met = token.exec(text); met !== null; met = token.exec(text)) {
    const [word] = met;
    if (word === '"') token.lastIndex = endOfString(text, met.index);
    else if (isRounded(word)) {
      parts.push(text.slice(done, met.index), `"${word}"`);
      done = token.lastIndex;
    }
  }
  return [...parts, text.slice(done)].join('');
}
