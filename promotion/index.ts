export { checkPromotion } from './check-promotion';
export { findDigest, recordedIn, recordsDigest } from './find-digest';
export { groupOf, membersIn } from './groups';
export { heldDeploy } from './held-deploy';
export {
  checkFreezes,
  describeFreeze,
  type Freeze,
  freezeAt,
  freezeEnd,
  freezeTime,
  type TimeOfWeek,
} from './freeze';
export { instantOf } from '../core/text';
export { type ParsedRelease, parseRelease } from './parse-release';
export { environmentsFurtherBack, type Pipeline, type PipelineStage, stagesOf } from './pipeline';
export { readReleases } from './read-releases';
export { recordedDigest, recordedDigests } from './recorded-digest';
export type {
  Override,
  Release,
  ReleaseEvent,
  ReleaseEventKind,
  ReleaseImage,
  ReleaseRecord,
} from './release';
export { recordOf, selectedBefore } from './release';
export { type LeftByRollback, rollbacksFrom } from './rolled-back';
export { recordedOrder } from './recorded-order';
export { releaseSchema } from './release-schema';
export { isReleasePath, type ReleaseFile, Releases } from './releases';
export { type Shortcut, shortcutInto } from './skipped';
export { renderRelease } from './render-release';
export { selectedRelease } from './selected-release';
export {
  type Attribution,
  awaitsVerification,
  type GroupPromoted,
  type GroupPromotion,
  lastSelected,
  promotable,
  promotableInto,
  promoteGroup,
  promoteImage,
  type Promotion,
  rejectImage,
  type ReleaseResult,
  type ReleasesResult,
  type ReleaseTarget,
  releaseImage,
  rollbackGroup,
  rollbackImage,
  verifyImage,
} from './actions';
export {
  checkSignatures,
  firstToSign,
  NAMESPACE as SIGNATURE_NAMESPACE,
  type Sign,
  signersOf,
  signEvents,
} from './signatures';
export {
  type FinishReleases,
  type ReleaseChange,
  type ReleaseUpdate,
  type UpdateOptions,
  updateReleases,
} from './update-releases';
export { selectionSigner, type StageState, stageStates } from './stage-states';
export type { Obstacle } from './obstacle';
export type { Unverified } from './unverified';
export type { Waiting } from './waiting';
