/**
 * Builds the programs that the lab needs and npm does not have, once per machine: all with `npm run lab:programs`, some
 * with `npm run lab:programs -- providers`, `-- cluster`, `-- workflows` or `-- opentofu`.
 */
import { CLUSTER_PROGRAMS } from './cluster';
import { buildGoProgram, findGoProgram, type GoProgram } from './go-program';
import { ProgramUnavailable } from './go-toolchain';
import { opentofu } from './opentofu';
import { TERRAFORM_PROVIDERS, withTerraformProviders } from './terraform-providers';
import { WORKFLOW_PROGRAMS } from './workflow-programs';

const PARTS: Readonly<Record<string, readonly GoProgram[]>> = {
  providers: TERRAFORM_PROVIDERS,
  cluster: CLUSTER_PROGRAMS,
  workflows: WORKFLOW_PROGRAMS,
  opentofu: [opentofu],
};

const [, , wanted] = process.argv;
const parts = Object.entries(PARTS).filter(([name]) => wanted === undefined || name === wanted);
if (parts.length === 0) {
  console.error(
    `There is no part ${wanted ?? ''}: give ${Object.keys(PARTS).join(' or ')}, or nothing for all.`,
  );
  process.exitCode = 1;
}

try {
  for (const [, programs] of parts) build(programs);
} catch (error) {
  if (!(error instanceof ProgramUnavailable)) throw error;
  console.error(`A program could not be built: ${error.message}`);
  process.exitCode = 1;
}

function build(programs: readonly GoProgram[]): void {
  for (const program of programs) {
    if (findGoProgram(program) === undefined)
      console.error(`Building ${program.name} (${program.takes}, once)…`);
    const began = Date.now();
    buildGoProgram(program);
    console.error(`✓ ${program.name}  ${Math.round((Date.now() - began) / 1000)} s`);
  }
  if (programs !== TERRAFORM_PROVIDERS) return;
  console.error('Terraform finds the providers with:\n');
  console.log(`export XDG_DATA_DIRS=${withTerraformProviders().XDG_DATA_DIRS ?? ''}`);
}
