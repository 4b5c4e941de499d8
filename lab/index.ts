export { buildGoProgram, findGoProgram, type GoProgram } from './go-program';
export { GoMissing, ProgramUnavailable } from './go-toolchain';
export { dataDirsWith, libvirtProvider } from './libvirt-provider';
