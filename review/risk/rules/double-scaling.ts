import { textOf, within } from '../../../core/json';
import type { Block } from '../../synth';
import { kindOf } from '../../workloads';
import { usesOf } from '../uses-of-objects';
import { type RiskRule, risksOf } from '../risk';

const risk = risksOf('capacity');

/** A number of pods that two decide: an autoscaler and each apply, or two autoscalers. */
export const doubleScaling: RiskRule = ({ change, names, stacks: [, stack] }) => {
  const { before, after } = change;
  if (after === undefined || stack === undefined) return [];
  if (kindOf(after) === 'HorizontalPodAutoscaler') {
    if (targetOf(before) === targetOf(after) || targetOf(after) === '') return [];
    const others = names
      .ofKind('HorizontalPodAutoscaler', change.environment)
      .filter((other) => other.address !== after.address && targetOf(other) === targetOf(after));
    return others
      .slice(0, 1)
      .map(({ address }) => risk(`scales what ${address} scales: each undoes the other`, false));
  }
  const replicas = (block: Block | undefined): string =>
    textOf(within(block?.arguments, ['spec', 'replicas']));
  const isSet = replicas(after) !== '' && replicas(before) === '';
  const object = isSet && before !== undefined ? names.of(after, stack) : undefined;
  const scalers =
    object === undefined ? [] : names.users(object, stack).filter(({ lost }) => lost === 'scaling');
  return scalers
    .slice(0, 1)
    .map(({ address }) =>
      risk(
        `sets a number of pods that ${address} decides: each apply goes back to ${replicas(after)}`,
        false,
      ),
    );
};

/** What an autoscaler scales, with its namespace. */
function targetOf(block: Block | undefined): string {
  const [use] = block === undefined ? [] : usesOf(block);
  return use === undefined
    ? ''
    : JSON.stringify([use.kind, use.name, textOf(within(block?.arguments, ['metadata', 'namespace']))]);
}
