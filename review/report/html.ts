import { visible } from '../../core/text';

/** A piece of HTML. Only {@link html} makes one of other people's text, which it escapes. */
export class Html {
  constructor(readonly text: string) {}
}

/** What a template takes: texts, which it escapes, and pieces of HTML. What is undefined or false adds nothing. */
export type Part = string | number | Html | undefined | false | readonly Part[];

/**
 * HTML from a template. Every text that is put in is escaped, for contents and for attributes in quotes.
 *
 * @example
 * html`<td title="${name}">${name}</td>`.text;
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const texts = strings.flatMap((text, index) => [
    // How a template is indented is no part of the page.
    text.replace(/\s*\n\s*/g, '\n'),
    index < parts.length ? textOf(parts[index]) : '',
  ]);
  return new Html(texts.join(''));
}

function textOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return escapeHtml(String(part));
}

/** The page's own style or script, word for word: its hash is in the page's policy. */
export function embedded(tag: 'style' | 'script', text: string): Html {
  return new Html(`<${tag}>${text}</${tag}>`);
}

/** Lines whose blanks stay. */
export function preformatted(lines: readonly string[]): Html {
  return new Html(`<pre tabindex="0">${lines.map(escapeHtml).join('\n')}</pre>`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML shows it literally, with hidden characters made visible. */
function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
