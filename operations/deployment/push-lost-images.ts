import type { StackFolder } from './stack-folder';
import { stateOf } from './state';
import { outputOfTerraform, type Plan, type TerraformSettings } from './terraform';

/** An image that was pushed, and of which the registry has lost something since. */
interface LostImage {
  readonly address: string;
  /** What it lacks, by digest. */
  readonly missing: readonly string[];
}

/** What a repository lacks of an image. @throws Failure where it can't say */
type Missing = (repository: string, digest: string) => Promise<readonly string[]>;

/**
 * Marks the images of which the registry has lost something to be pushed again. The provider asks for manifests alone, so that
 * to it an image whose layers are gone is as it should be. What the plan changes anyway, or lets go, stays as it is.
 */
export async function pushLostImages(
  stack: StackFolder,
  { changes }: Pick<Plan, 'changes'>,
  missing: Missing,
  settings: TerraformSettings,
): Promise<readonly LostImage[]> {
  const changed = changes.map(({ address }) => address);
  const lost: LostImage[] = [];
  for (const { address, type, values } of await stateOf(stack, settings)) {
    const { name, sha256_digest: digest } = values;
    if (type !== 'docker_registry_image' || changed.includes(address)) continue;
    if (typeof name !== 'string' || typeof digest !== 'string') continue;
    const lacks = await missing(name.replace(/:[^/]*$/, ''), digest);
    if (lacks.length === 0) continue;
    await outputOfTerraform(stack, ['taint', '-no-color', address], settings);
    lost.push({ address, missing: lacks });
  }
  return lost;
}
