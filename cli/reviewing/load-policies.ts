import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, problem, refuseIfAny } from '../../core/findings';
import type { Policy, PolicyException } from '../../review';
import { loadModule } from '../load-module';

/** The folder of a project's own policies. */
export const POLICIES_FOLDER = 'policies';

const EXCEPTIONS = /^exceptions\.(ts|js)$/;

interface OwnPolicies {
  readonly policies: readonly Policy[];
  readonly exceptions: readonly PolicyException[];
}

/** The names of the files with a project's own policies. */
export function policyFiles(project: string): readonly string[] {
  const folder = join(project, POLICIES_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /(?<!\.d)\.(ts|js)$/.test(name))
    .sort();
}

/**
 * Loads a project's own policies: each file of `policies/` exports one `policy`, and `policies/exceptions.ts` exports the
 * `exceptions`. It runs these files, which may be untrusted code.
 * @throws InvalidInput with everything that is wrong with them
 */
export function loadPolicies(project: string): OwnPolicies {
  const files = policyFiles(project).map((name) => ({
    name,
    path: `${POLICIES_FOLDER}/${name}`,
    exported: loadModule(join(project, POLICIES_FOLDER, name), project),
  }));
  const loaded = files.map(({ name, path, exported }) =>
    EXCEPTIONS.test(name) ? exceptionsIn(path, exported['exceptions']) : policyIn(path, exported['policy']),
  );
  const policies = loaded.flatMap((file) => file.policies ?? []);
  refuseIfAny([...loaded.flatMap(({ findings }) => findings), ...duplicateNames(policies)]);
  return { policies, exceptions: loaded.flatMap((file) => file.exceptions ?? []) };
}

type LoadedFile = Partial<OwnPolicies> & { readonly findings: readonly Finding[] };

function exceptionsIn(path: string, exported: unknown): LoadedFile {
  if (!Array.isArray(exported))
    return { findings: [refusal(path, 'must export `exceptions`, a list', 'no such list')] };
  const listed = exported as readonly unknown[];
  return {
    exceptions: listed.filter(isException),
    findings: listed.flatMap((exception, index) =>
      isException(exception)
        ? []
        : [
            refusal(
              `${path} exceptions[${index}]`,
              'must say `rule`, `at` and `reason`',
              'one is missing or empty',
            ),
          ],
    ),
  };
}

function policyIn(path: string, exported: unknown): LoadedFile {
  if (isPolicy(exported)) return { policies: [exported], findings: [] };
  return {
    findings: [
      refusal(path, 'must export `policy`: its name, its severity and one judge function', 'no valid policy'),
    ],
  };
}

/** Policies must have different names: an exception from one would be an exception from the other too. */
function duplicateNames(policies: readonly Policy[]): readonly Finding[] {
  const names = policies.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) =>
    refusal(POLICIES_FOLDER, 'must have policies with different names', `two policies named ${name}`),
  );
}

const SEVERITIES: ReadonlySet<unknown> = new Set(['error', 'warning', 'note']);

function isPolicy(value: unknown): value is Policy {
  if (typeof value !== 'object' || value === null) return false;
  const { name, severity, judge, judgeEnvironment, judgeProject } = value as Readonly<
    Record<string, unknown>
  >;
  const judges = [judge, judgeEnvironment, judgeProject].filter(
    (judgeFunction) => typeof judgeFunction === 'function',
  );
  return typeof name === 'string' && name !== '' && isSeverity(severity) && judges.length === 1;
}

function isSeverity(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const by = value as Readonly<Record<string, unknown>>;
  return SEVERITIES.has(by['protected']) && SEVERITIES.has(by['other']);
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
    advice: 'docs/review.md has an example of each.',
  });
}
