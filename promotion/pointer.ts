/** Where a JSON pointer leads in a file: `/selected` → `environments/dev/releases/api.json#/selected`. */
export type Place = (pointer: string) => string;

/** The places in the file at a path. */
export function placesIn(path: string): Place {
  return (pointer) => (pointer === '' ? path : `${path}#${pointer}`);
}

/** A value of a file as a message shows it: JSON, cut where it is long. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}
