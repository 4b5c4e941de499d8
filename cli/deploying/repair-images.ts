import { type Plan, pushLostAgain, stackFolder } from '../../operations/deployment';
import { Failure } from '../../operations/process';
import { missingOfImage } from '../../operations/registry';
import { registryOptions } from '../registry-options';
import type { DeploymentPortsOptions } from './ports';

/** Has what the registry has lost pushed again. Says whether there is any. A registry that can't be asked keeps nothing back. */
export async function repairImages(
  stack: string,
  plan: Plan,
  { project, outdir, terraform, tell }: DeploymentPortsOptions,
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
      say(`whether the registry still has ${repository} is not known: ${error.message}`);
      return [];
    }
  };
  const lost = await pushLostAgain(stackFolder(outdir, stack), plan, missing, terraform);
  for (const image of lost)
    say(`${image.address}: the registry has lost ${image.missing.join(', ')} of it: it is pushed again`);
  return lost.length > 0;
}
