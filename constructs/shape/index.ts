export { cpu, duration, size, texts } from './common';
export {
  defaulted,
  type Option,
  optional,
  type Options,
  optionShapes,
  required,
  type Resolved,
  type Spec,
  withDefaults,
} from './option';
