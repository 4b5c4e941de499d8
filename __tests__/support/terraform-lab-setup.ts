import { buildGoProgram, GoMissing, libvirtProvider } from '../../lab';
import { handedOver } from './terraform-handover';
import setUpTerraform from './terraform-setup';

/** As terraform-setup, with the libvirt provider built first: wherever Go is, no test of it may be skipped. */
export default async function setUp(): Promise<void> {
  const built = buildUnlessGoIsMissing();
  await setUpTerraform();
  const { missing } = handedOver();
  if (built && missing.terraform === undefined && missing.libvirt !== undefined) {
    throw new Error(`The libvirt provider was built, but Terraform does not find it: ${missing.libvirt}`);
  }
}

function buildUnlessGoIsMissing(): boolean {
  try {
    console.error('Building the libvirt provider, unless it was built before…');
    buildGoProgram(libvirtProvider);
    return true;
  } catch (error) {
    if (error instanceof GoMissing) return false;
    throw error;
  }
}
