export type { Attribution, ReleaseResult, ReleaseTarget } from './action';
export { lastSelected } from './last-selected';
export { promoteImage, type Promotion } from './promote-image';
export { rejectImage } from './reject-image';
export { releaseImage } from './release-image';
export { rollbackImage } from './rollback-image';
export { promotable } from './promotable';
export { verifyImage } from './verify-image';
