export { blankImage, type BlankImageOptions, type ImageFile } from './blank-image';
export { buildDebianImage } from './debian-image';
export { buildNodeImage } from './node-image';
