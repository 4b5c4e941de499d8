export { App } from './app';
export { BaseStack } from './base-stack';
export { compose } from './compose';
export { ImagesStack } from './images-stack';
export { MachinesStack } from './machines-stack';
export { ManifestsStack } from './manifests-stack';
export { ProjectStack, type ProjectStackProps } from './project-stack';
export { ServicesStack } from './services-stack';
