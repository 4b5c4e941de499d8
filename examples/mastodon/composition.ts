import { join } from 'node:path';
import { type Composition, readReleases } from 'slipway';
import { dev } from './environments/dev';
import { prod } from './environments/prod';
import { mastodon } from './project';

/** All that is composed: `main.ts` synthesises it, and the commands of `slipway` read it. */
export const composition: Composition = {
  project: mastodon,
  environments: [dev, prod],
  releases: readReleases(join(__dirname, 'environments')),
};
