import { SHORTEST } from './encoded-forms';

/** A range of a text that is a secret, or several that overlap. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  /** The longest secret that starts there. */
  readonly form: string;
}

/**
 * Finds which of many words are in a text, in one pass. Words are looked up by their first letters, so the cost does not depend
 * on their number.
 * @param forms none shorter than {@link SHORTEST}
 */
export function finderOf(forms: Iterable<string>): (text: string) => readonly Stretch[] {
  const byStart = new Map<string, string[]>();
  const letters = new Set<number>();
  for (const form of forms) {
    const start = form.slice(0, SHORTEST);
    letters.add(form.charCodeAt(0));
    const same = byStart.get(start);
    if (same === undefined) byStart.set(start, [form]);
    else same.push(form);
  }
  for (const same of byStart.values()) same.sort((a, b) => b.length - a.length);

  return (text) => {
    const found: Stretch[] = [];
    if (letters.size === 0) return found;
    for (let start = 0; start + SHORTEST <= text.length; start++) {
      if (!letters.has(text.charCodeAt(start))) continue;
      const form = byStart
        .get(text.slice(start, start + SHORTEST))
        ?.find((each) => text.startsWith(each, start));
      if (form === undefined) continue;
      const end = start + form.length;
      const last = found.at(-1);
      if (last === undefined || start >= last.end) found.push({ start, end, form });
      else if (end > last.end) found[found.length - 1] = { ...last, end };
    }
    return found;
  };
}
