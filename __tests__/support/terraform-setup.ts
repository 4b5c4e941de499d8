import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findGoProgram,
  libvirtProvider,
  ProgramUnavailable,
  proxmoxProvider,
  withTerraformProviders,
} from '../../lab';
import { handOver } from './terraform-handover';
import { probeTerraform } from './terraform-probe';
import type { Missing } from './terraform-providers';
import { synthesiseReference } from './terraform-reference';

/** Some providers are in no registry that everybody reaches; `npm run lab:programs` may have built them before. */
const BUILT_HERE = { libvirt: libvirtProvider, proxmox: proxmoxProvider } as const;

/** Runs once, before the tests that need Terraform: finds out what it can get here, and synthesises what it will read. */
export default async function setUp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-terraform-'));
  const { built, env } = builtProviders();
  const [probe, reference] = await Promise.all([
    probeTerraform(folder, env),
    synthesiseReference(join(folder, 'reference')),
  ]);
  handOver({ folder, ...probe, reference });
  refuseLost(built, probe.missing);
}

type BuiltHere = keyof typeof BUILT_HERE;

function builtProviders(): { readonly built: readonly BuiltHere[]; readonly env: NodeJS.ProcessEnv } {
  try {
    const names = Object.keys(BUILT_HERE) as readonly BuiltHere[];
    return {
      built: names.filter((name) => findGoProgram(BUILT_HERE[name]) !== undefined),
      env: withTerraformProviders(),
    };
  } catch (error) {
    if (error instanceof ProgramUnavailable) return { built: [], env: process.env };
    throw error;
  }
}

/** What was built may not be missing: its tests would be skipped. */
function refuseLost(built: readonly BuiltHere[], missing: Missing): void {
  if (missing.terraform !== undefined) return;
  const lost = built.flatMap((name) => missing[name] ?? []);
  if (lost.length > 0) throw new Error(`Built, but not found by Terraform: ${lost.join('; ')}`);
}
