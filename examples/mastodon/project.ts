import { localState, project } from 'slipway';
import { jobs, sidekiq, streaming, web } from './services';

/** A Mastodon server. Nothing is built here: one published image runs as web server, as worker and as job. */
export const mastodon = project({
  name: 'mastodon',
  root: __dirname,
  state: localState(),
  labels: { 'app.kubernetes.io/instance': 'mastodon', 'app.kubernetes.io/version': 'v4.6.3' },
  services: [web, streaming, sidekiq],
  jobs,
});
