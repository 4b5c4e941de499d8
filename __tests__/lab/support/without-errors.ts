import type { Finding } from '../../../core/findings';

/**
 * A spec without the options that are wrong in it, so that a synth accepts it; undefined where nothing is left to take away.
 *
 * @param kept what it cannot be without: in its place, another option goes
 */
export function withoutErrors<S extends object>(
  spec: S,
  check: (spec: S, path: string) => readonly Finding[],
  kept: readonly string[],
): S | undefined {
  const [finding] = check(spec, 'spec').filter(({ severity }) => severity === 'error');
  if (finding === undefined) return spec;
  const [, wrong = ''] = /^spec\.(\w+)/.exec(finding.path) ?? [];
  const name =
    kept.includes(wrong) || !(wrong in spec) ? Object.keys(spec).find((each) => !kept.includes(each)) : wrong;
  if (name === undefined) return undefined;
  const rest = Object.fromEntries(Object.entries(spec).filter(([each]) => each !== name)) as unknown as S;
  return withoutErrors(rest, check, kept);
}
