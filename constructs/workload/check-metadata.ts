import { checkAnnotations, checkLabels } from '../metadata';
import type { Check } from './check';

/** Labels and annotations, of all objects and of the pods. */
export const metadata: Check = ({ labels, annotations, podLabels, podAnnotations }, path) => [
  ...checkLabels(labels, `${path}.labels`),
  ...checkAnnotations(annotations, `${path}.annotations`),
  ...checkLabels(podLabels, `${path}.podLabels`),
  ...checkAnnotations(podAnnotations, `${path}.podAnnotations`),
];
