import { isOn, type Json, textOf, within } from '../../../core/json';
import { risksOf } from '../risk';
import { isFixed } from './applications-of-argo';
import type { CustomJudge } from './custom-judge';

const deploys = risksOf('privileges');

/** What Flux deploys of a source. */
export const ofKustomization: CustomJudge = ({ old, head, context: { inProtected } }) => {
  if (old === undefined || head === undefined) return [];
  const [was, is] = [old, head].map((object) =>
    [['sourceRef', 'kind'], ['sourceRef', 'name'], ['path']]
      .map((path) => textOf(within(object, ['spec', ...path])))
      .filter((part) => part !== '')
      .join(' '),
  );
  return [
    ...(was === is ? [] : [deploys(`deploys ${String(is)} in place of ${String(was)}`, inProtected)]),
    ...(turnsOn('prune', old, head)
      ? [risksOf('data')('deletes by itself what its source no longer has (prune)', inProtected)]
      : []),
    ...(turnsOn('suspend', old, head)
      ? [risksOf('rest')('is suspended: what changes in its source waits', false)]
      : []),
  ];
};

/** From where Flux takes what it deploys. */
export const ofRepository: CustomJudge = ({ old, head, context: { inProtected } }) => {
  if (old === undefined || head === undefined) return [];
  const [from, to] = [old, head].map((object) => textOf(within(object, ['spec', 'url'])));
  const [was, is] = [old, head].map(revisionOf);
  return [
    ...(from === to ? [] : [deploys(`deploys ${String(to)} in place of ${String(from)}`, inProtected)]),
    ...(was === undefined || is === undefined || was === is
      ? []
      : isFixed(was) && !isFixed(is)
        ? [deploys(`deploys whatever ${is} is from now on, and not ${was}`, inProtected)]
        : [risksOf('unknown')(`deploys ${is} in place of ${was}: Slipway does not look into it`, false)]),
  ];
};

function turnsOn(key: string, old: Json, head: Json): boolean {
  return isOn(within(head, ['spec', key])) && !isOn(within(old, ['spec', key]));
}

function revisionOf(object: Json): string {
  const named = ['commit', 'digest', 'tag', 'semver', 'branch'].map((key) =>
    textOf(within(object, ['spec', 'ref', key])),
  );
  return named.find((text) => text !== '') ?? 'master';
}
