export {
  checkAnnotations,
  checkAnnotationsSize,
  checkLabels,
  checkMetadata,
  SECRET_IN_METADATA,
} from './check-metadata';
export { annotationsOf, type Metadata, metadataBlock, overlaid } from './metadata';
