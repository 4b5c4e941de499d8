export { blankImage, type ImageFile } from './blank-image';
export { buildDebianImage, buildNodeImage } from './images';
