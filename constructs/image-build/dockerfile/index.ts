export { declaredIn, isPredefinedArgument } from './check-arguments';
export { type BuildOptions, checkBuild, imagesIn } from './check-build';
export { readDockerfile } from './read-dockerfile';
