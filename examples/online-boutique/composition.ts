import { join } from 'node:path';
import { type Composition, readReleases } from 'slipway';
import { dev } from './environments/dev';
import { prod } from './environments/prod';
import { staging } from './environments/staging';
import { boutique } from './project';

/** All that is composed: `main.ts` synthesises it, and the commands of `slipway` read it. */
export const composition: Composition = {
  project: boutique,
  environments: [dev, staging, prod],
  releases: readReleases(join(__dirname, 'environments')),
};
