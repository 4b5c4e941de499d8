import { checkAnnotations, checkLabels, checkMetadata } from '../metadata';
import type { Check } from './check';

/** Labels and annotations, of all objects and of the pods. */
export const metadata: Check = ({ labels, annotations, podLabels, podAnnotations }, path) => [
  ...checkMetadata({ labels, annotations }, path),
  ...checkLabels(podLabels, `${path}.podLabels`),
  ...checkAnnotations(podAnnotations, `${path}.podAnnotations`),
];
