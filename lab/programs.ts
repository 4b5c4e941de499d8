/** Builds the programs that the lab needs and npm does not have, once a machine: `npm run lab:programs`. */
import { ProgramUnavailable } from './go-toolchain';
import { buildTerraformProviders } from './terraform-providers';

try {
  const { XDG_DATA_DIRS } = buildTerraformProviders(console.error);
  console.error('The providers are built. Terraform finds them with:\n');
  console.log(`export XDG_DATA_DIRS=${XDG_DATA_DIRS ?? ''}`);
} catch (error) {
  if (!(error instanceof ProgramUnavailable)) throw error;
  console.error(`A provider could not be built: ${error.message}`);
  process.exitCode = 1;
}
