export { bakeFile } from './bake-file';
export { type Build, type BuildDifference, buildDifferences } from './differences';
export { type ImageToBuild, imageToBuild } from './image-to-build';
export { buildAndPush } from './docker-build';
