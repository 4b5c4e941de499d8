/**
 * Whether a text matches a list of OpenSSH's patterns: commas between them, `*` and `?` in them, and `!` before one that refuses.
 *
 * @see https://man.openbsd.org/ssh_config#PATTERNS
 */
export function matchesPatternList(text: string, list: string): boolean {
  const patterns = list.split(',');
  const refusing = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const allowing = patterns.filter((pattern) => !pattern.startsWith('!'));
  const isMet = (pattern: string): boolean => matches(text, pattern);
  return allowing.some(isMet) && !refusing.some(isMet);
}

/** In time that grows with the product of the lengths: an expression of many stars would take for ever. */
function matches(text: string, pattern: string): boolean {
  let [at, wanted, star, resume] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[wanted] === '*') {
      [star, resume] = [wanted, at];
      wanted += 1;
    } else if (pattern[wanted] === '?' || pattern[wanted] === text[at]) {
      wanted += 1;
      at += 1;
    } else if (star === -1) {
      return false;
    } else {
      resume += 1;
      [at, wanted] = [resume, star + 1];
    }
  }
  return /^\**$/.test(pattern.slice(wanted));
}
