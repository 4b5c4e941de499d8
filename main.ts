import { join } from 'node:path';
import { App, compose, readReleases, reportProblems } from 'slipway';
import { dev } from './environments/dev';
import { prod } from './environments/prod';
import { staging } from './environments/staging';
import { shop } from './project';

void reportProblems(() => {
  const app = new App();
  compose(app, {
    project: shop,
    environments: [dev, staging, prod],
    releases: readReleases(join(__dirname, 'releases')),
  });
  app.synth();
});
