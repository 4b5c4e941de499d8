import { access } from './kubernetes-access';
import { reach } from './kubernetes-reach';
import { running } from './kubernetes-running';
import { cluster } from './kubernetes-cluster';
import { custom } from './kubernetes-custom';
import { fixed } from './kubernetes-fixed';
import { invalid } from './kubernetes-invalid';
import { links } from './kubernetes-links';
import { operators } from './kubernetes-operators';
import { plainObjects } from './kubernetes-plain';
import { missing } from './kubernetes-missing';
import type { Pair } from './pair';

/** What a change to an object of Kubernetes means to people. */
export const kubernetes: readonly Pair[] = [
  ...access,
  ...reach,
  ...running,
  ...fixed,
  ...missing,
  ...invalid,
  ...links,
  ...cluster,
  ...custom,
  ...operators,
  ...plainObjects,
];
