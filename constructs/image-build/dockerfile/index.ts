export { declaredIn, isPredefinedArgument } from './check-arguments';
export { type BuildOptions, checkBuild, imagesIn, imagesOf } from './check-build';
export { GIVE_OTHERWISE } from './check-secrets';
export { checkWrittenSecrets } from './check-written-secrets';
export { readDockerfile } from './read-dockerfile';
