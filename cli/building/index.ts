export { bakeFile } from './bake-file';
export { type ImageToBuild, imageToBuild } from './image-to-build';
