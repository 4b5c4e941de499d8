import { buildTerraformProviders, GoMissing } from '../../lab';
import { handedOver } from './terraform-handover';
import setUpTerraform from './terraform-setup';

/** Providers that are built here: wherever Go is, no test of theirs may be skipped. */
const BUILT = ['libvirt', 'proxmox'] as const;

/** As terraform-setup, with the providers that come as Go modules built first. */
export default async function setUp(): Promise<void> {
  const built = buildUnlessGoIsMissing();
  await setUpTerraform();
  const { missing } = handedOver();
  if (!built || missing.terraform !== undefined) return;
  const lost = BUILT.flatMap((name) => missing[name] ?? []);
  if (lost.length > 0) throw new Error(`Built, but not found by Terraform: ${lost.join('; ')}`);
}

function buildUnlessGoIsMissing(): boolean {
  try {
    buildTerraformProviders(console.error);
    return true;
  } catch (error) {
    if (error instanceof GoMissing) return false;
    throw error;
  }
}
