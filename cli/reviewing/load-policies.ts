import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Finding, problem, refuseIfAny } from '../../findings';
import type { CheckOptions, Policy, PolicyException } from '../../review';

const FOLDER = 'policies';
const EXCEPTIONS = 'exceptions';

type TeamPolicies = Required<Pick<CheckOptions, 'policies' | 'exceptions'>>;

/**
 * A team's own rules: each file of `policies/` exports one `policy`, and `policies/exceptions.ts` what is allowed all the
 * same. @throws InvalidInput with all that is wrong with them
 */
export function loadPolicies(project: string): TeamPolicies {
  const folder = join(project, FOLDER);
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /(?<!\.d)\.(ts|js)$/.test(name))
        .sort()
    : [];
  const policies: Policy[] = [];
  const exceptions: PolicyException[] = [];
  const findings: Finding[] = [];
  for (const name of files) {
    const exported = load(join(folder, name));
    const path = `${FOLDER}/${name}`;
    if (name.startsWith(`${EXCEPTIONS}.`)) {
      const listed = Array.isArray(exported['exceptions'])
        ? (exported['exceptions'] as unknown[])
        : undefined;
      if (listed === undefined)
        findings.push(refusal(path, 'must export `exceptions`, a list', 'without it'));
      listed?.forEach((each, index) => {
        if (isException(each)) exceptions.push(each);
        else
          findings.push(
            refusal(
              `${path} exceptions[${index}]`,
              'must say `rule`, `at` and `reason`',
              'one is missing or empty',
            ),
          );
      });
    } else if (isPolicy(exported['policy'])) policies.push(exported['policy']);
    else
      findings.push(
        refusal(path, 'must export `policy`: its name, its severity and how it judges', 'without it'),
      );
  }
  refuseIfAny(findings);
  return { policies, exceptions };
}

function load(file: string): Readonly<Record<string, unknown>> {
  const require = createRequire(file);
  if (file.endsWith('.ts'))
    (require('ts-node') as { register(options: object): void }).register({ transpileOnly: true });
  return require(file) as Readonly<Record<string, unknown>>;
}

function isPolicy(value: unknown): value is Policy {
  if (typeof value !== 'object' || value === null) return false;
  const { name, severity, judge, judgeEnvironment, judgeProject } = value as Readonly<
    Record<string, unknown>
  >;
  const judges = [judge, judgeEnvironment, judgeProject].filter((each) => typeof each === 'function');
  return typeof name === 'string' && typeof severity === 'object' && severity !== null && judges.length === 1;
}

function isException(value: unknown): value is PolicyException {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, at, reason } = value as Readonly<Record<string, unknown>>;
  return [rule, at, reason].every((text) => typeof text === 'string' && text.trim() !== '');
}

function refusal(path: string, message: string, value: string): Finding {
  return problem({
    rule: 'cli/policies',
    path,
    message,
    value,
    advice: 'docs/review.md shows one of each.',
  });
}
