export { declaredIn, isPredefinedArgument } from './check-arguments';
export { type BuildOptions, checkBuild, imagesIn, imagesOf } from './check-build';
export { readDockerfile } from './read-dockerfile';
