import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyFinding } from '../../review';
import { POLICIES_FOLDER } from './load-policies';

/**
 * A finding for each policy file that differs between two states of a project. The policies of the new state judge the change,
 * so a person must approve changes of the policies themselves: nothing else would show that a rule was removed.
 */
export function changedPolicies(before: string, after: string): readonly PolicyFinding[] {
  const [base, head] = [filesOf(before), filesOf(after)];
  return [...new Set([...base.keys(), ...head.keys()])].sort().flatMap((name) => {
    const [was, is] = [base.get(name), head.get(name)];
    if (was === is) return [];
    return [
      changed(
        `${POLICIES_FOLDER}/${name}`,
        was === undefined ? 'new' : is === undefined ? 'removed' : 'changed',
      ),
    ];
  });
}

function changed(path: string, how: string): PolicyFinding {
  return {
    rule: 'policies/changed',
    severity: 'error',
    path,
    message: "must not change without a person's approval",
    value: how,
    advice: 'Compare the rule before and after: it decides what may ship.',
    file: path,
    known: false,
  };
}

/** Name → contents. */
function filesOf(project: string): ReadonlyMap<string, string> {
  const folder = join(project, POLICIES_FOLDER);
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true)
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );
}
