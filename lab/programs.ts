/** Builds the programs that the lab needs and npm does not have, once a machine: `npm run lab:programs`. */
import { buildGoProgram, findGoProgram } from './go-program';
import { ProgramUnavailable } from './go-toolchain';
import { dataDirsWith, libvirtProvider } from './libvirt-provider';

try {
  if (findGoProgram(libvirtProvider) === undefined) {
    console.error('Building the libvirt provider (about a minute, once)…');
  }
  const folder = buildGoProgram(libvirtProvider);
  console.error(`The libvirt provider is in ${folder}. Terraform finds it with:\n`);
  console.log(`export XDG_DATA_DIRS=${dataDirsWith(folder)}`);
} catch (error) {
  if (!(error instanceof ProgramUnavailable)) throw error;
  console.error(`The libvirt provider could not be built: ${error.message}`);
  process.exitCode = 1;
}
