import type { Project } from '../../model';
import {
  type Plan,
  pushLostImages,
  type RunEvent,
  stackFolder,
  type TerraformSettings,
} from '../../operations/deployment';
import { Failure } from '../../operations/process';
import { missingOfImage } from '../../operations/registry';
import { registryOptions } from '../project';

interface RepairOptions {
  readonly project: Project;
  readonly outdir: string;
  readonly terraform: TerraformSettings;
  readonly tell: (event: RunEvent) => void;
}

/**
 * Pushes images again that the registry no longer has in full. A registry that cannot be asked does not stop the deploy.
 * @returns whether any image was incomplete
 */
export async function repairImages(
  stack: string,
  plan: Plan,
  { project, outdir, terraform, tell }: RepairOptions,
): Promise<boolean> {
  const registry = registryOptions(project, terraform.env);
  const say = (message: string) => {
    tell({ kind: 'note', stack, message });
  };
  const missing = async (repository: string, digest: string) => {
    try {
      return await missingOfImage(repository, digest, registry);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      say(`it is not known whether the registry still has ${repository}: ${error.message}`);
      return [];
    }
  };
  const lost = await pushLostImages(stackFolder(outdir, stack), plan, missing, terraform);
  for (const image of lost)
    say(`${image.address}: the registry has lost ${image.missing.join(', ')} of it: pushing it again`);
  return lost.length > 0;
}
