import { join } from 'node:path';
import { type Composition, readPlacements, readReleases } from 'slipway';
import { dev } from './environments/dev';
import { prod } from './environments/prod';
import { staging } from './environments/staging';
import { shop } from './project';

/** The composition: `main.ts` synthesises it, and `slipway` commands read it. */
export const composition: Composition = {
  project: shop,
  environments: [dev, staging, prod],
  releases: readReleases(join(__dirname, 'environments')),
  placements: readPlacements(join(__dirname, 'environments')),
};
