import { at, items, textOf } from '../../../core/json';
import type { BlockChange } from '../../diff';
import type { Block } from '../../synth';
import { kindOf } from '../../workloads';
import { type Risk, risksOf } from '../risk';

const risk = risksOf('privileges');

/** Webhooks that judge or change what is made in the cluster. */
export function ofWebhooks({ before, after, block, withStack, action }: BlockChange): readonly Risk[] {
  const kind = kindOf(block);
  if (kind !== 'ValidatingWebhookConfiguration' && kind !== 'MutatingWebhookConfiguration') return [];
  const does = kind === 'ValidatingWebhookConfiguration' ? 'judge' : 'change';
  if (before === undefined) return [risk(`has a webhook ${does} what is made in the cluster`, true)];
  if (after === undefined)
    return withStack || action === 'forget'
      ? []
      : [risk(`no longer has a webhook ${does} what is made in the cluster`, true)];
  const head = webhooksOf(after);
  return [...webhooksOf(before)].flatMap(([name, policy]) => {
    const now = head.get(name);
    if (now === undefined) return [risk(`no longer asks the webhook ${name}`, true)];
    return now === 'Ignore' && policy !== 'Ignore'
      ? [risk(`lets everything pass while the webhook ${name} does not answer (failure_policy)`, true)]
      : [];
  });
}

/** Name → what happens when it does not answer. */
function webhooksOf({ arguments: args }: Block): ReadonlyMap<string, string> {
  const webhooks = [...items(args['webhook']), ...items(args['webhooks'])];
  return new Map(
    webhooks.map((each) => [textOf(at(each, 'name')), textOf(at(each, 'failure_policy')) || 'Fail']),
  );
}
