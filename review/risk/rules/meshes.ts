import { at, canonical, items, type Json, textOf, within } from '../../../core/json';
import { risksOf } from '../risk';
import type { CustomJudge } from './custom-judge';

const risk = risksOf('exposure');

/** Whether pods of a mesh of Istio take what is sent to them without TLS. */
export const ofPeerAuthentication: CustomJudge = ({ old, head, context: { inProtected } }) => {
  const isStrict = (object: Json | undefined): boolean =>
    textOf(within(object, ['spec', 'mtls', 'mode'])) === 'STRICT';
  return isStrict(old) && !isStrict(head)
    ? [risk('takes what is sent without TLS, from now on (mtls.mode)', inProtected)]
    : [];
};

/** Who may call pods of a mesh of Istio. */
export const ofAuthorization: CustomJudge = ({ old, head, context: { inProtected } }) => {
  if (old === undefined) return [];
  if (head === undefined) return [risk('no longer asks who calls', inProtected)];
  const said = (object: Json): string => canonical(at(object, 'spec') ?? null);
  if (said(old) === said(head)) return [];
  const rules = (object: Json): ReadonlySet<string> =>
    new Set(items(within(object, ['spec', 'rules'])).map((rule) => canonical(rule)));
  const isDenial = textOf(within(head, ['spec', 'action'])) === 'DENY';
  const [from, to] = isDenial ? [head, old] : [old, head];
  const isTighter = restOf(old) === restOf(head) && [...rules(to)].every((rule) => rules(from).has(rule));
  // Without a rule, what allows lets nobody in, and what denies nobody out.
  return [
    isTighter
      ? risk('lets fewer call than before', false)
      : risk('lets others call than before', inProtected),
  ];
};

function restOf(object: Json): string {
  return ['action', 'selector', 'targetRefs']
    .map((key) => canonical(within(object, ['spec', key]) ?? null))
    .join();
}
