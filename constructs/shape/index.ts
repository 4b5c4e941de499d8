export { cpu, duration, name, size, texts } from './common';
export { entry } from '../../core/text';
export { demand, has, LARGEST, quoted, wholeWithin } from './demand';
export { dns } from './dns';
export { exact } from './exact';
export { given } from './given';
export { type Elsewhere, findingsOf, shown } from './findings';
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
export { checkProps } from './props';
export { refuseSecrets, type SecretRefusal } from './refuse-secrets';
