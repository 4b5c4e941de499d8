import { LONGEST_NAME } from '../../core/kubernetes';

/** A text as names are written, in lower-case letters, digits and hyphens: `my-shop-2` for `My Shop (2)`. It may begin with a digit. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** A name that Kubernetes and a project take: `my-db` for `My_DB`. */
export function nameFrom(text: string, taken: ReadonlySet<string>): string {
  const plain = slugOf(text);
  const begun = /^[a-z]/.test(plain) && !(plain in Object.prototype) ? plain : `s-${plain}`.replace(/-$/, '');
  const short = begun.slice(0, LONGEST_NAME.job - '-2'.length).replace(/-+$/, '');
  let name = short;
  for (let number = 2; taken.has(name); number++) name = `${short}-${number}`;
  return name;
}
