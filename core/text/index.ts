export { byBytes } from './by-bytes';
export { entry } from './entry';
export { escapeRegExp } from './escape-reg-exp';
export { visible, visibleJson, visibleLines } from './visible';
