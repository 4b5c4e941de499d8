export { checkPromotion, type LineEnvironment, type PromotionLine } from './check-promotion';
export { findDigest, recordsDigest } from './find-digest';
export { checkFreezes, describeFreeze, type Freeze, freezeAt, type TimeOfWeek } from './freeze';
export { instantOf } from './instant';
export { type ParsedRelease, parseRelease } from './parse-release';
export { readReleases } from './read-releases';
export { recordedDigest } from './recorded-digest';
export type {
  Override,
  Release,
  ReleaseEvent,
  ReleaseEventKind,
  ReleaseImage,
  ReleaseRecord,
} from './release';
export { recordOf } from './release';
export { isReleasePath, type ReleaseFile, Releases } from './releases';
export { renderRelease } from './render-release';
export { selectedRelease } from './selected-release';
export {
  type Deed,
  lastSelected,
  promotable,
  promoteImage,
  type Promotion,
  rejectImage,
  type ReleaseStep,
  type ReleaseTarget,
  releaseImage,
  rollbackImage,
  verifyImage,
} from './steps';
export { type ReleaseChange, type ReleaseUpdate, updateReleases } from './update-releases';
export { type LinePlace, linePlaces, type Waiting } from './line-places';
