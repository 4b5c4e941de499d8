import { buildTerraformProviders, GoMissing } from '../../lab';
import setUpTerraform from './terraform-setup';

/** As terraform-setup, with the providers that come as Go modules built first. */
export default async function setUp(): Promise<void> {
  try {
    buildTerraformProviders(console.error);
  } catch (error) {
    if (!(error instanceof GoMissing)) throw error;
  }
  await setUpTerraform();
}
