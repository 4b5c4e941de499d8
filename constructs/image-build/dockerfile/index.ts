export { declaredIn, isPredefinedArgument } from './check-arguments';
export { type BuildOptions, checkBuild } from './check-build';
export { readDockerfile } from './read-dockerfile';
