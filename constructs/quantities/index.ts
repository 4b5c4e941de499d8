export { Cpu } from './cpu';
export { Duration } from './duration';
export { Size } from './size';
