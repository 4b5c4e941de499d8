import { reviewSynths } from '../../../review';
import { type StackJson, synthOf } from './synth-of';

/** Type → name → what the resource says before and after. */
export type Changes = Readonly<Record<string, Readonly<Record<string, readonly [object, object]>>>>;

/** As `terraform show -json` prints it. */
export interface Plan {
  readonly planned_values: { readonly root_module: { readonly resources?: readonly any[] } };
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

/** A plan that looks at nothing, from a state if there is one. */
type PlanOf = (stack: StackJson, state?: object) => Promise<Plan>;

/** Expects that the review and a plan agree on which changes replace a resource, and which only change it. */
export async function expectSameReplacements(changes: Changes, plan: PlanOf): Promise<void> {
  const { changed, replaced } = await planned(changes, plan);
  expect(replaced.length).toBeGreaterThan(0);
  expect(replaced.length).toBeLessThan(changed.length);

  const [before, after] = [sideOf(changes, 0), sideOf(changes, 1)];
  const { entries } = reviewSynths(synthOf({ 'dev-any': before }), synthOf({ 'dev-any': after }));
  const told = (actions: readonly string[]): readonly string[] =>
    entries
      .filter(({ action }) => actions.includes(action))
      .flatMap(({ resources }) => resources.map(({ address }) => address))
      .sort();
  expect(told(['replace'])).toEqual(replaced);
  expect(told(['replace', 'update'])).toEqual(changed);
}

/** The addresses that a plan changes, and those of them that it replaces. */
export async function planned(
  changes: Changes,
  plan: PlanOf,
): Promise<{ readonly changed: readonly string[]; readonly replaced: readonly string[] }> {
  const state = stateAfter(await plan(sideOf(changes, 0)));
  const { resource_changes: all = [] } = await plan(sideOf(changes, 1), state);
  const changed = all.filter(({ change }) => !change.actions.includes('no-op'));
  const replaced = changed.filter(({ change }) => change.actions.includes('delete'));
  const addresses = (of: typeof all): readonly string[] => of.map(({ address }) => address).sort();
  return { changed: addresses(changed), replaced: addresses(replaced) };
}

/** One side of all changes, as a stack. */
export function sideOf(changes: Changes, side: 0 | 1): StackJson {
  return Object.fromEntries(
    Object.entries(changes).map(([type, pairs]) => [
      type,
      Object.fromEntries(Object.entries(pairs).map(([name, pair]) => [name, pair[side]])),
    ]),
  );
}

/** The state after an apply of the plan, with what would have been answered. */
export function stateAfter({ planned_values }: Plan): object {
  const resources = (planned_values.root_module.resources ?? []).map((resource) => ({
    mode: 'managed',
    type: resource.type,
    name: resource.name,
    provider: `provider["${String(resource.provider_name)}"]`,
    instances: [
      { schema_version: resource.schema_version, attributes: { ...resource.values, id: resource.name } },
    ],
  }));
  return { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'test', outputs: {}, resources };
}
