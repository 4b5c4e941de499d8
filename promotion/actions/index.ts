export type { Attribution, ReleaseResult, ReleaseTarget } from './action';
export { lastSelected, rollbackImage } from './rollback-image';
export { awaitsVerification, promoteImage, type Promotion } from './promote-image';
export { rejectImage } from './reject-image';
export { releaseImage } from './release-image';
export { promotable, promotableInto } from './promotable';
export { verifyImage } from './verify-image';
