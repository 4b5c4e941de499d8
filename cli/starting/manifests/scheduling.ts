import type { Draft } from '../draft';
import type { Input } from '../input';
import { durationOf } from '../quantities';
import type { Source } from '../source';
import { type ManifestContext, templateOf, workloadsWith } from './context';

/** Which nodes the pods of a template run on, and which pods come first. */
export function readScheduling(draft: Draft, template: Input, context: ManifestContext): void {
  const pod = template.at('spec');
  const selector = Object.fromEntries(
    pod
      .at('nodeSelector')
      .entries()
      .map(([key, value]) => [key.replace(/^beta\.kubernetes\.io\//, 'kubernetes.io/'), value.text() ?? '']),
  );
  if (Object.keys(selector).length > 0) draft.props['nodeSelector'] = selector;
  for (const [key, option] of [
    ['priorityClassName', 'priorityClass'],
    ['runtimeClassName', 'runtimeClass'],
  ] as const) {
    const name = pod.at(key).text();
    if (name !== undefined && name !== '') draft.props[option] = name;
  }
  readTolerations(draft, pod.at('tolerations').items());
  const spread = pod
    .at('topologySpreadConstraints')
    .items()
    .flatMap((input) => spreadOf(input, template, context) ?? []);
  if (spread.length > 0) draft.props['topologySpread'] = spread;
  pod
    .at('affinity')
    .leave('Set it as `affinity`: pods of one workload stay away from each other’s zones by default.');
}

function readTolerations(draft: Draft, given: readonly Input[]): void {
  const isOfAll = (input: Input): boolean => (input.at('key').text() ?? '') === '';
  const isAll = given.some(isOfAll);
  const all = given.flatMap((input) => {
    const limits = isOfAll(input) ? ['effect', 'tolerationSeconds'] : ['tolerationSeconds'];
    if (isAll && limits.some((key) => input.at(key).isThere))
      input.note(
        'The pods bear all taints here, whatever their effect and for ever: a toleration names a key.',
      );
    return tolerationOf(input) ?? [];
  });
  if (isAll) draft.props['tolerations'] = 'all';
  else if (all.length > 0) draft.props['tolerations'] = all;
}

function tolerationOf(input: Input): Source | undefined {
  const [key, value, effect, operator = 'Equal'] = ['key', 'value', 'effect', 'operator'].map((name) =>
    input.at(name).text(),
  );
  const seconds = input.at('tolerationSeconds').number();
  if (!['', 'Equal', 'Exists'].includes(operator)) {
    input.leave('A toleration bears one value of a taint, or any: it compares no numbers.');
    return undefined;
  }
  if (seconds !== undefined && seconds < 1)
    input.at('tolerationSeconds').note('Its pods stay for a second here, instead of none.');
  return {
    key,
    // Without a value, it bears the taint that has none.
    value: operator === 'Exists' ? undefined : (value ?? ''),
    effect: effect === '' ? undefined : effect,
    for: seconds === undefined ? undefined : durationOf(seconds),
  };
}

/** How evenly the pods of a workload are spread: Slipway counts its own, and no others. */
function spreadOf(input: Input, template: Input, context: ManifestContext): Source | undefined {
  const selector = input.at('labelSelector');
  const counted = workloadsWith(selector.at('matchLabels'), context.objects);
  const isOwn = counted.some((object) => templateOf(object.input) === template);
  for (const [, label] of selector.at('matchLabels').entries()) label.take();
  const spread = {
    topologyKey: input.at('topologyKey').text() ?? 'kubernetes.io/hostname',
    maxSkew: input.at('maxSkew').number(),
    whenUnsatisfiable: input.at('whenUnsatisfiable').text(),
    minDomains: input.at('minDomains').number(),
  };
  if (!isOwn && !selector.at('matchExpressions').isThere) {
    input.leave(
      selector.isThere
        ? 'It counts the pods of others: Slipway spreads those of the workload itself. See `affinity`.'
        : 'It counts no pods, since it has no labelSelector.',
    );
    return undefined;
  }
  if (counted.length > 1 || selector.at('matchExpressions').isThere) {
    selector.leave('It counts pods of others as well: here those of the workload itself are spread.');
  }
  return spread;
}
