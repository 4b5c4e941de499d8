/**
 * What a terminal or a reader's eye is led astray by: control characters, what turns the direction of a text, and what has no
 * width. Given by its number, `\u202e`, so that it is seen.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text on one line, with all that is in it to be seen. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (char) => SHORT[char] ?? numbered(char));
}

/** JSON that means the same, with all that is in it to be seen. The line ends between its parts stay. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, (char) => (char === '\n' ? char : numbered(char)));
}

/** As JSON writes it: by the one or two numbers that it has. */
function numbered(char: string): string {
  const units = Array.from({ length: char.length }, (_, index) => char.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
