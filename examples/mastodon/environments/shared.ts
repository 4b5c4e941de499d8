import { certManager, type ClusterProvides, existingSecret } from 'slipway';

/** A vault's operator puts them into each namespace. */
export const secrets = Object.fromEntries(
  ['mastodon', 'mastodon-postgresql', 'mastodon-redis', 'mastodon-s3', 'mastodon-smtp'].map((name) => [
    name,
    existingSecret(),
  ]),
);

/** nginx, with certificates of Let's Encrypt. */
export const provides: ClusterProvides = {
  ingress: {
    controller: 'ingress-nginx',
    className: 'nginx',
    controllerNamespace: 'ingress-nginx',
    tls: certManager('letsencrypt'),
  },
  metrics: true,
};
