export { isBeside } from './is-beside';
export { kindOf } from './kinds';
export { type Container, containersOf, isSet, mayBeOn, podSpec, podSpecPath, text } from './pods';
