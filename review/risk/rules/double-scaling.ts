import { isDeepStrictEqual } from 'node:util';
import { textOf, within } from '../../../core/json';
import type { Block } from '../../synth';
import { kindOf } from '../../workloads';
import { type Named, namedIn } from '../naming';
import { type RiskRule, risksOf } from '../risk';

const risk = risksOf('capacity');

/** A number of pods that two decide: an autoscaler and each apply, or two autoscalers. */
export const doubleScaling: RiskRule = ({ change, names, stacks: [formerStack, stack] }) => {
  const { before, after } = change;
  if (after === undefined || stack === undefined) return [];
  const scalersOf = (object: Named | undefined): readonly string[] =>
    object === undefined
      ? []
      : names
          .users(object, stack)
          .flatMap(({ lost, address }) => (lost === 'scaling' ? [address] : []))
          .sort();
  if (kindOf(after) === 'HorizontalPodAutoscaler') {
    const [former] = before === undefined ? [] : namedIn(before, formerStack);
    const [target] = namedIn(after, stack);
    if (isDeepStrictEqual(former, target)) return [];
    return scalersOf(target)
      .filter((address) => address !== change.block.address)
      .slice(0, 1)
      .map((address) => risk(`scales what ${address} scales: each undoes the other`, false));
  }
  const replicas = (block: Block | undefined): string =>
    textOf(within(block?.arguments, ['spec', 'replicas']));
  const isSet = replicas(after) !== '' && replicas(before) === '';
  const object = isSet && before !== undefined ? names.of(after, stack) : undefined;
  return scalersOf(object)
    .slice(0, 1)
    .map((address) =>
      risk(
        `sets a number of pods that ${address} decides: each apply goes back to ${replicas(after)}`,
        false,
      ),
    );
};
