import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgramUnavailable, withTerraformProviders } from '../../lab';
import { handOver } from './terraform-handover';
import { probeTerraform } from './terraform-probe';
import { synthesiseReference } from './terraform-reference';

/** Runs once, before the tests that need Terraform: finds out what it can get here, and synthesises what it will read. */
export default async function setUp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-terraform-'));
  const [probe, reference] = await Promise.all([
    probeTerraform(folder, withBuiltProviders()),
    synthesiseReference(join(folder, 'reference')),
  ]);
  handOver({ folder, ...probe, reference });
}

/** Some providers are in no registry that everybody reaches; `npm run lab:programs` may have built them before. */
function withBuiltProviders(): NodeJS.ProcessEnv {
  try {
    return withTerraformProviders();
  } catch (error) {
    if (error instanceof ProgramUnavailable) return process.env;
    throw error;
  }
}
