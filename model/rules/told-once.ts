import type { Finding } from '../../core/findings';

/** What is wrong with something in one environment. */
export interface Judged {
  /** Where it stands there: `environments.dev.services.api`. */
  readonly root: string;
  readonly findings: readonly Finding[];
}

/**
 * What is said once for all environments is the same in each: what is wrong with it everywhere is reported once, where it is said.
 *
 * @param placeOf where a finding of an environment is said for all of them, by its place below the root: `.command` is
 * `services.api.command`. Undefined for what each environment says itself
 */
export function toldOnce(
  judged: readonly Judged[],
  placeOf: (place: string, index: number) => string | undefined,
): readonly Finding[] {
  const keysOf = judged.map(({ root, findings }) => new Set(findings.map((finding) => keyOf(root, finding))));
  return judged.flatMap(({ root, findings }, index) =>
    findings.flatMap((finding) => {
      const place = placeOf(finding.path.slice(root.length), index);
      const key = keyOf(root, finding);
      if (place === undefined || !keysOf.every((keys) => keys.has(key))) return [finding];
      return index === 0 ? [{ ...replaced(finding, root, rootOf(place)), path: place }] : [];
    }),
  );
}

/** What it is apart from the environment, which the value may name as well. */
function keyOf(root: string, finding: Finding): string {
  return JSON.stringify(replaced(finding, root, ''));
}

function replaced(finding: Finding, root: string, by: string): Finding {
  const { path, value, ...rest } = finding;
  return {
    ...rest,
    path: path.replace(root, by),
    ...(value === undefined ? {} : { value: value.replaceAll(root, by) }),
  };
}

/** `services.api` of `services.api.command`. */
function rootOf(place: string): string {
  return place.split('.', 2).join('.');
}
