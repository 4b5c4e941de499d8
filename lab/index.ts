export { buildGoProgram, findGoProgram, type GoProgram } from './go-program';
export { GoMissing, ProgramUnavailable } from './go-toolchain';
export * from './image';
export { dataDirsWith, libvirtProvider, providersIn } from './libvirt-provider';
export * from './machines';
export { Failure, outputOf, run, until } from '../process';
export { Steps } from './steps';
export * from './terraform';
export { buildTerraformProviders, withTerraformProviders } from './terraform-providers';
