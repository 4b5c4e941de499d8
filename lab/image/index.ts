export { blankImage, type BlankImageOptions, type ImageFile } from './blank-image';
export { buildDebianImage, buildNodeImage } from './images';
