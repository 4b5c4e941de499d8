/** A text as names are written, in lower-case letters, digits and hyphens: `my-shop-2` for `My Shop (2)`. It may begin with a digit. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
