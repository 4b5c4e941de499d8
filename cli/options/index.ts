export { parseDuration } from './duration-option';
export { outputOption } from './output-option';
export { sshOption } from './ssh-option';
export { wholeNumber } from './whole-number';
