/**
 * Characters that can mislead a terminal or a reader: control characters, changes of text direction, and zero-width characters.
 * They are written by number, such as `\u202e`, so that they are visible.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text on one line, with hidden characters made visible. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (char) => SHORT[char] ?? numbered(char));
}

/** A text whose line breaks and tabs stay, with other hidden characters made visible. */
export function visibleLines(text: string): string {
  return text.replace(UNSEEN, (char) => (char === '\n' || char === '\t' ? char : numbered(char)));
}

/** A value as JSON with hidden characters made visible, on several lines and with a line break at its end. */
export function visibleJson(value: unknown): string {
  // Inside the texts of JSON, these characters may be written by number; outside of them stand only line breaks.
  return `${visibleLines(JSON.stringify(value, undefined, 2))}\n`;
}

/** The JSON escape: one or two UTF-16 code units. */
function numbered(char: string): string {
  const units = Array.from({ length: char.length }, (_, index) => char.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
