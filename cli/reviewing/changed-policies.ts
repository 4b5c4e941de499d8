import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyFinding } from '../../review';
import { POLICIES_FOLDER } from './load-policies';

/**
 * What differs between the policies of two states of a project. Those of the state after judge, so a change of them, or of
 * what they allow, is a person's to approve: nothing else would tell of a rule that is gone.
 */
export function changedPolicies(before: string, after: string): readonly PolicyFinding[] {
  const [old, young] = [filesOf(before), filesOf(after)];
  return [...new Set([...old.keys(), ...young.keys()])].sort().flatMap((name) => {
    const [was, is] = [old.get(name), young.get(name)];
    if (was === is) return [];
    return [
      changed(
        `${POLICIES_FOLDER}/${name}`,
        was === undefined ? 'new' : is === undefined ? 'gone' : 'changed',
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
    advice: 'Read what it did and does: it decides what may ship.',
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
