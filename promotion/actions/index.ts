export type { Attribution, ReleaseResult, ReleasesResult, ReleaseTarget } from './action';
export { lastSelected, rollbackImage } from './rollback-image';
export { awaitsVerification, promoteImage, type Promotion } from './promote-image';
export { type GroupPromoted, type GroupPromotion, promoteGroup } from './promote-group';
export { rejectImage } from './reject-image';
export { rollbackGroup } from './rollback-group';
export { releaseImage } from './release-image';
export { promotable, promotableInto } from './promotable';
export { verifyImage } from './verify-image';
