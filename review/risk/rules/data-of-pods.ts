import { at, items, only, textOf, within } from '../../../core/json';
import { type BlockChange, type Difference, dotted } from '../../diff';
import type { Block } from '../../synth';
import { containersOf, kindOf, podSpec } from '../../workloads';
import { type Risk, risksOf } from '../risk';

const risk = (reason: string): Risk => risksOf('data')(reason, true);

/** Pods that mount a different claim than before, which does not have their data. */
export function otherClaims(leaves: readonly Difference[]): readonly Risk[] {
  const named = leaves.filter(({ path }) =>
    dotted(path).endsWith('.volume.persistent_volume_claim.claim_name'),
  );
  // A volume of another name may mount the same claim.
  const come = named.map(({ after }) => after);
  return named.some(({ before }) => before !== undefined && !come.includes(before))
    ? [risk('mounts another claim, or none: what it wrote so far is not there')]
    : [];
}

/** Claims that a set deletes with the pods that go. */
export function ofScale({ before, after }: BlockChange): readonly Risk[] {
  if (before === undefined || after === undefined || kindOf(after) !== 'StatefulSet') return [];
  const policy = ['spec', 'persistent_volume_claim_retention_policy', 'when_scaled'];
  const [old, head] = [replicasOf(before), replicasOf(after)];
  return textOf(within(after.arguments, policy)) === 'Delete' && head < old
    ? [risk(`deletes the claims of the pods that go (${old} → ${head} replicas), and their data`)]
    : [];
}

function replicasOf(block: Block): number {
  return Number(textOf(within(block.arguments, ['spec', 'replicas'])) || '1');
}

/** Claims that pods still have, and no longer mount, or mount another folder of. */
export function ofMounts({ before, after }: BlockChange): readonly Risk[] {
  if (before === undefined || after === undefined) return [];
  const claims = new Set(claimsOf(after).values());
  if (claims.size === 0) return [];
  const has = new Set(mountsOf(after));
  return [...new Set(mountsOf(before))]
    .filter((mount) => !has.has(mount) && claims.has(mount.split(' ')[0] ?? ''))
    .map((mount) => risk(`no longer mounts ${mount}: what it wrote so far is not there`));
}

/** The claims of the pods, by the names of their volumes. */
function claimsOf(block: Block): ReadonlyMap<string, string> {
  const volumes = items(at(only(podSpec(block)), 'volume')).flatMap((volume) => {
    const claim = textOf(at(only(at(volume, 'persistent_volume_claim')), 'claim_name'));
    return claim === '' ? [] : [[textOf(at(volume, 'name')), claim] as const];
  });
  const templates = items(within(block.arguments, ['spec', 'volume_claim_template'])).map((template) => {
    const name = textOf(within(template, ['metadata', 'name']));
    return [name, name] as const;
  });
  return new Map([...volumes, ...templates]);
}

/** What of each claim is mounted: the claim, and the folder in it. */
function mountsOf(block: Block): readonly string[] {
  const claims = claimsOf(block);
  return containersOf(block).flatMap(({ json }) =>
    items(at(json, 'volume_mount')).flatMap((mount) => {
      const claim = claims.get(textOf(at(mount, 'name')));
      const folder = textOf(at(mount, 'sub_path'));
      return claim === undefined ? [] : [folder === '' ? claim : `${claim} (${folder})`];
    }),
  );
}
