import { basename, dirname, resolve } from 'node:path';
import { readTextFile } from '../../core/files';
import { type Finding, problem, refuseIfAny, unreadable } from '../../core/findings';
import { at, isList, isObject, type Json, type JsonObject, textOf, tryParseJson } from '../../core/json';
import type { Synth } from '../../core/synth';
import { excessOf } from './bounds';
import { CHANGE_LISTS, changesInPlan } from './changes-in-plan';
import { INVOCATION_LISTS } from './notes-of-plan';
import { keyTwice } from './key-twice';
import { hasKnownActions } from './planned-actions';
import { type PlannedStacks, plannedStacks } from './planned-stacks';

/**
 * Reads Terraform plans in JSON, each as a stack before and after it.
 * @throws InvalidInput listing everything that is wrong with them
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readPlans(files: readonly string[]): { readonly before: Synth; readonly after: Synth } {
  const findings: Finding[] = [];
  const names = namesOf(files);
  const stacks = files.flatMap((file, index): readonly PlannedStacks[] => {
    try {
      const text = readTextFile(file);
      const plan = tryParseJson(text);
      const wrong = wrongWith(plan) ?? twiceIn(text, plan as JsonObject);
      if (wrong === undefined) return [plannedStacks(names[index] ?? file, plan as JsonObject)];
      findings.push(refusal(file, wrong));
    } catch (error) {
      findings.push(unreadable(error, file));
    }
    return [];
  });
  refuseIfAny(findings);
  const synth = (side: keyof PlannedStacks): Synth => ({
    record: {
      version: 1,
      project: basename(dirname(resolve(files[0] ?? ''))) || 'this app',
      environments: [],
      images: {},
      stacks: {},
      findings: [],
    },
    stacks: new Map(stacks.map(({ [side]: stack }) => [stack.name, stack])),
  });
  return { before: synth('before'), after: synth('after') };
}

/** `prod.json` is the plan of `prod`; plans of one name in several folders are called by their paths. */
function namesOf(files: readonly string[]): readonly string[] {
  const short = files.map((file) => basename(file).replace(/(\.tfplan)?\.json$/, ''));
  const isClear = new Set(short).size === short.length;
  return isClear ? short : files.map((file) => file.replace(/(\.tfplan)?\.json$/, ''));
}

function twiceIn(text: string, plan: JsonObject): string | undefined {
  const key = keyTwice(text, plan);
  return key === undefined ? undefined : `one that has "${key}" twice`;
}

function wrongWith(plan: Json | undefined): string | undefined {
  if (!isObject(plan)) return 'not an object in JSON';
  const excess = excessOf(plan);
  if (excess !== undefined) return excess;
  if (plan['resource_changes'] === undefined && plan['values'] !== undefined) return 'a state';
  const version = textOf(plan['format_version']);
  if (!/^[01]\./.test(version)) return version === '' ? 'without a format_version' : `of format ${version}`;
  if (at(plan, 'errored') === true) return 'one that failed half-way';
  // Terraform leaves the list out where nothing is declared, and never the values.
  if (plan['resource_changes'] === undefined && plan['planned_values'] === undefined)
    return 'without what is planned';
  return wrongWithChanges(plan);
}

const LISTS = [...CHANGE_LISTS, ...INVOCATION_LISTS];
const OTHER_FORM = 'with changes of another form';

function wrongWithChanges(plan: JsonObject): string | undefined {
  const outputs = plan['output_changes'];
  const areLists = LISTS.every((key) => plan[key] === undefined || isList(plan[key]));
  if (!areLists || (outputs !== undefined && !isObject(outputs))) return OTHER_FORM;
  const addresses = new Set<string>();
  for (const { address, change } of changesInPlan(plan)) {
    const actions = at(change, 'actions');
    if (address === '' || !isList(actions) || !actions.every((action) => typeof action === 'string'))
      return OTHER_FORM;
    if (!hasKnownActions(change))
      return `one that plans actions for ${address} which Slipway does not know: ${actions.join(', ')}`;
    if (addresses.has(address)) return `with two changes of ${address}`;
    addresses.add(address);
  }
  return undefined;
}

function refusal(path: string, value: string): Finding {
  return problem({
    rule: 'review/plan',
    path,
    message: 'must be a whole Terraform plan in JSON',
    value,
    advice: 'Write it with `terraform plan -out=tfplan` and `terraform show -json tfplan > plan.json`.',
  });
}
