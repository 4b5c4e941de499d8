import { at, isOn, items, type Json, only, textOf, within } from '../../../core/json';
import { manifestIn } from '../../judged-block';
import type { Block } from '../../synth';
import { kindOf } from '../../workloads';
import { type Risk, type RiskRule, risksOf } from '../risk';

/** Objects that are about the whole cluster: the default class, and definitions of kinds. */
export const clusterObjects: RiskRule = ({ change: { before, after }, inProtected }) => {
  if (before === undefined || after === undefined) return [];
  if (kindOf(after) === 'StorageClass') return ofDefaultClass(before, after);
  const [old, head] = [manifestIn(before), manifestIn(after)];
  return [old, head].every((object) => at(object, 'kind') === 'CustomResourceDefinition')
    ? ofVersions(old, head, inProtected)
    : [];
};

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

function ofDefaultClass(before: Block, after: Block): readonly Risk[] {
  const [was, is] = [before, after].map(({ arguments: args }) =>
    isOn(at(only(within(args, ['metadata', 'annotations'])), DEFAULT_CLASS)),
  );
  if (was === is) return [];
  return is
    ? [risksOf('rest')('becomes a default class: new claims that name none get the newest of these', false)]
    : [
        risksOf('availability')(
          'is no longer the default class: new claims that name none get another, or wait for ever',
          false,
        ),
      ];
}

/** The versions of a kind, by their names. */
function versionsOf(definition: Json | undefined): ReadonlyMap<string, Json> {
  const versions = items(within(definition, ['spec', 'versions']));
  return new Map(versions.map((version) => [textOf(at(version, 'name')), version]));
}

function ofVersions(old: Json | undefined, head: Json | undefined, inProtected: boolean): readonly Risk[] {
  const kept = versionsOf(head);
  return [...versionsOf(old)].flatMap(([name, version]) => {
    const now = kept.get(name);
    // Kubernetes keeps a list of the versions in which objects have been stored.
    if (now === undefined && isOn(at(version, 'storage')))
      return [
        risksOf('refused')(
          `fails to apply: Kubernetes lets no version go in which objects are stored (${name}); store another one first, and write all objects again`,
          inProtected,
        ),
      ];
    return isOn(at(version, 'served')) && !isOn(at(now, 'served'))
      ? [
          risksOf('availability')(
            `no longer serves ${name}: who still asks for that version gets errors`,
            inProtected,
          ),
        ]
      : [];
  });
}
