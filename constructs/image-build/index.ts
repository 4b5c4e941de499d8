export { checkImageBuild } from './check-image-build';
export { checkDigest, type Digest, parseDigest } from './digest';
export { explainSourceHash, type SourceChange } from './explain-source-hash';
export { type Builder, ImageBuild, type ImageBuildProps } from './image-build';
export { type PinnedImage, pinnedImage } from './pinned-image';
export { readSource, type SourceProps } from './read-source';
export { checkRepository } from './repository';
export type { Source } from './source';
export { type BuildInputs, type SourceHash, sourceHash } from './source-hash';
