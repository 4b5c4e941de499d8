export { buildGoProgram, findGoProgram, type GoProgram } from './go-program';
export { GoMissing, ProgramUnavailable } from './go-toolchain';
export * from './cluster';
export { cutPower, inNetworkOf, type PowerOptions } from './enclosure';
export * from './image';
export * from './machines';
export { opentofu, withProvidersForOpenTofu } from './opentofu';
export { Failure, type ProgramOutcome, outputOf, run, until } from '../operations/process';
export { obstacle, type Provided, refuseWithout } from './requirements';
export { Steps } from './steps';
export * from './terraform';
export { layOutProviderRegistry } from './provider-registry';
export {
  buildTerraformProviders,
  dataDirsWith,
  libvirtProvider,
  providersIn,
  proxmoxProvider,
  withTerraformProviders,
} from './terraform-providers';
export { act, actionlint } from './workflow-programs';
