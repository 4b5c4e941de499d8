import { App, compose, reportProblems } from 'slipway';
import { composition } from './composition';

void reportProblems(() => {
  const app = new App();
  compose(app, composition);
  app.synth();
});
