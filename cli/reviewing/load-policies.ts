import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Finding, problem, refuseIfAny } from '../../core/findings';
import type { Policy, PolicyException } from '../../review';

/** Where a project keeps its own policies. */
export const POLICIES_FOLDER = 'policies';

const EXCEPTIONS = /^exceptions\.(ts|js)$/;

export interface OwnPolicies {
  readonly policies: readonly Policy[];
  readonly exceptions: readonly PolicyException[];
}

/** The files of a project's own policies. */
export function policyFiles(project: string): readonly string[] {
  const folder = join(project, POLICIES_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /(?<!\.d)\.(ts|js)$/.test(name))
    .sort();
}

/**
 * A team's own rules: each file of `policies/` exports one `policy`, and `policies/exceptions.ts` what is allowed all the
 * same. It runs what they hold, which may be a stranger's code. @throws InvalidInput with all that is wrong with them
 */
export function loadPolicies(project: string): OwnPolicies {
  const files = policyFiles(project).map((name) => ({
    name,
    path: `${POLICIES_FOLDER}/${name}`,
    exported: load(join(project, POLICIES_FOLDER, name)),
  }));
  const loaded = files.map(({ name, path, exported }) =>
    EXCEPTIONS.test(name) ? exceptionsIn(path, exported['exceptions']) : policyIn(path, exported['policy']),
  );
  const policies = loaded.flatMap((each) => each.policies ?? []);
  refuseIfAny([...loaded.flatMap(({ findings }) => findings), ...sameNames(policies)]);
  return { policies, exceptions: loaded.flatMap((each) => each.exceptions ?? []) };
}

type Loaded = Partial<OwnPolicies> & { readonly findings: readonly Finding[] };

function exceptionsIn(path: string, exported: unknown): Loaded {
  if (!Array.isArray(exported))
    return { findings: [refusal(path, 'must export `exceptions`, a list', 'without it')] };
  const listed = exported as readonly unknown[];
  return {
    exceptions: listed.filter(isException),
    findings: listed.flatMap((each, index) =>
      isException(each)
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

function policyIn(path: string, exported: unknown): Loaded {
  if (isPolicy(exported)) return { policies: [exported], findings: [] };
  return {
    findings: [refusal(path, 'must export `policy`: its name, its severity and how it judges', 'without it')],
  };
}

/** Two of one name would be told apart by nobody, and an exception from one would be one from both. */
function sameNames(policies: readonly Policy[]): readonly Finding[] {
  const names = policies.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) =>
    refusal(POLICIES_FOLDER, 'must hold one policy of a name', `two that are called ${name}`),
  );
}

/** Where ts-node says that it compiles already: in a checkout of Slipway itself, and faster than it would anew. */
const TS_NODE = Symbol.for('ts-node.register.instance');

function load(file: string): Readonly<Record<string, unknown>> {
  const require = createRequire(file);
  if (file.endsWith('.ts') && !(TS_NODE in process))
    (require('ts-node') as { register(options: object): void }).register({ transpileOnly: true });
  return require(file) as Readonly<Record<string, unknown>>;
}

const SEVERITIES: ReadonlySet<unknown> = new Set(['error', 'warning', 'note']);

function isPolicy(value: unknown): value is Policy {
  if (typeof value !== 'object' || value === null) return false;
  const { name, severity, judge, judgeEnvironment, judgeProject } = value as Readonly<
    Record<string, unknown>
  >;
  const judges = [judge, judgeEnvironment, judgeProject].filter((each) => typeof each === 'function');
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
    advice: 'docs/review.md shows one of each.',
  });
}
