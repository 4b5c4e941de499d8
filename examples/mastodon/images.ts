import { prebuilt } from 'slipway';

/** As the Mastodon project publishes them. The digests are samples, see ../README.md: `npx slipway pin --update` writes the real ones. */
export const images = {
  mastodon: prebuilt(
    'ghcr.io/mastodon/mastodon:v4.6.3@sha256:abf3d18f81c47c0451d939bb09e56ef5716975bec084f041f57d3bc801bf5f7b',
  ),
  streaming: prebuilt(
    'ghcr.io/mastodon/mastodon-streaming:v4.6.3@sha256:d8b153cb94da6f33ccf6c5cdc28d9e07e1585f5e99cfcc4bcfa67b24403371fb',
  ),
};
