export { passedChecks } from './environment-checks';
export {
  type AttributionOptions,
  attributionOf,
  attributionOptions,
  overrideOption,
} from './attribution-options';
export { type ChangeOptions, changeOptions, changeReleases, type RequestedChange } from './change-releases';
export { notCommitted, uncommittedElsewhere } from './check-committed';
export { findByTag, findPushed, type Found, judgePushed } from './find-pushed';
export { forEachMove, forEachService, subjectOf, withTheirGroups } from './for-each-service';
export { type BuiltImage, imageOutputs } from './image-outputs';
export { gitRepositoryOf, openProject, type ProjectContext, servicesOf } from './project-context';
export { type PlacedStage, renderPipeline, type ServicePipeline } from './render-pipeline';
export { commitsBetweenImages } from './shipped-changes';
export { refuseWithoutKey } from './sign-releases';
