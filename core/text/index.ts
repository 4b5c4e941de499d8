export { byBytes } from './by-bytes';
export { by, compareText } from './compare';
export { countOf, firstOf } from './count-of';
export { entry } from './entry';
export { escapeRegExp } from './escape-reg-exp';
export { isTimeZone } from './time-zone';
export { instantAfter, instantOf } from './instant';
export { shortDigest, shortHash } from './short-hash';
export { visible, visibleJson, visibleLines } from './visible';
