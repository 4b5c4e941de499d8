export { checkAnnotations, checkLabels, checkMetadata } from './check-metadata';
export { annotationsOf, type Metadata, metadataBlock, overlaid } from './metadata';
