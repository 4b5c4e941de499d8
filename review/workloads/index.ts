export { isBeside } from './is-beside';
export { type Kind, kindOf } from './kinds';
export { type Container, containersOf, isSet, mayBeOn, podSpec, podSpecPath, text } from './pods';
