import { type Finding, problem } from '../../core/findings';
import { backendOf, checkBackend } from '../backend';
import type { ResolvedComposition } from '../composition';
import { IMAGES_STACK, stacksOf } from '../names';
import type { State } from '../state';

/**
 * Every stack has a name and a state of its own. Two stacks on one state take each other's resources for their own and
 * destroy them.
 */
export function stacks({ project, environments }: ResolvedComposition): readonly Finding[] {
  const all = [
    { path: 'project.state', stack: IMAGES_STACK, state: project.props.state },
    ...environments.flatMap((environment) => {
      const state = environment.state ?? project.props.state;
      const path = `environments.${environment.name}`;
      return stacksOf(environment).map((stack) => ({ path, stack, state }));
    }),
  ];
  return [
    ...all.flatMap(({ path, stack, state }) => checkBackend(state, project.name, stack, path)),
    ...shared(all, 'stacks/name', 'must give every stack a name of its own', ({ stack }) => stack),
    ...shared(
      all,
      'stacks/state',
      'must give every stack a state of its own',
      ({ stack, state }) => backendOf(state, project.name, stack).key,
    ),
  ];
}

interface Kept {
  readonly path: string;
  readonly stack: string;
  readonly state: State;
}

function shared(
  all: readonly Kept[],
  rule: string,
  message: string,
  keyOf: (kept: Kept) => string,
): readonly Finding[] {
  const holders = new Map<string, Kept>();
  return all.flatMap((kept) => {
    const key = keyOf(kept);
    const holder = holders.get(key);
    if (holder === undefined) {
      holders.set(key, kept);
      return [];
    }
    return [
      problem({
        rule,
        path: kept.path,
        message,
        value: `${key}, for ${holder.stack} (${holder.path}) and for ${kept.stack}`,
        advice: 'Rename an environment or a hypervisor, or give one environment another state.',
      }),
    ];
  });
}
