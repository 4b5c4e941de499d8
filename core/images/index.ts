export { type ImageReference, parseImageReference } from './image-reference';
export { DOCKER_HUB, wholeRepository } from './whole-repository';
