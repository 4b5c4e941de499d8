import { checkAnnotations, checkAnnotationsSize, checkLabels, overlaid } from '../metadata';
import type { Check } from './check';

/** Labels and annotations, of all objects and of the pods, and what an object has of both together. */
export const metadata: Check = (workload, path) => {
  const { labels, annotations, podLabels, podAnnotations, ingress, exposed, serviceAccount } = workload;
  const account =
    serviceAccount !== undefined && 'annotations' in serviceAccount ? serviceAccount.annotations : undefined;
  const beside = {
    podAnnotations,
    'ingress.annotations': ingress?.annotations,
    'exposed.annotations': exposed?.annotations,
    'serviceAccount.annotations': account,
  };
  return [
    ...checkLabels(labels, `${path}.labels`),
    ...checkAnnotations(annotations, `${path}.annotations`),
    ...checkLabels(podLabels, `${path}.podLabels`),
    ...checkAnnotations(podAnnotations, `${path}.podAnnotations`),
    // Those of all objects count in each. Alone they are judged where they stand.
    ...Object.entries(beside).flatMap(([place, own = {}]) =>
      [annotations, own].some((one) => checkAnnotationsSize(one, '').length > 0)
        ? []
        : checkAnnotationsSize(overlaid([annotations, own]), `${path}.${place}`),
    ),
  ];
};
