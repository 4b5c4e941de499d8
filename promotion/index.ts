export { checkPromotion, type PromotionLine } from './check-promotion';
export { type ParsedRelease, parseRelease } from './parse-release';
export { readReleases } from './read-releases';
export { recordedDigest } from './recorded-digest';
export type { Override, Release, ReleaseEvent, ReleaseEventKind, ReleaseRecord } from './release';
export { type ReleaseFile, Releases } from './releases';
export { renderRelease } from './render-release';
export { selectedRelease } from './selected-release';
