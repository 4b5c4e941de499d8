export type { Deed, ReleaseStep, ReleaseTarget } from './deed';
export { lastSelected } from './last-selected';
export { promoteImage, type Promotion } from './promote-image';
export { rejectImage } from './reject-image';
export { releaseImage } from './release-image';
export { rollbackImage } from './rollback-image';
export { promotable, standing } from './standing';
export { verifyImage } from './verify-image';
