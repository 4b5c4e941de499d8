import { localState, project } from 'slipway';
import { api } from './services/api/service';
import { database } from './services/database/service';
import { web } from './services/web/service';
import { worker } from './services/worker/service';

/** What all environments share. From here on the types know which services there are. */
export const shop = project({
  name: 'shop',
  root: __dirname,
  registry: 'registry.example.com/shop',
  // One person at one machine. A team keeps it where all reach it: postgresState({ schemaPrefix: 'shop_' })
  state: localState(),
  build: {
    arguments: {
      BASE: 'docker.io/library/debian:bookworm-slim@sha256:96e378d7e6531ac9a15ad505478fcc2e69f371b10f5cdf87857c4b8188404716',
    },
  },
  services: [web, api, worker, database],
});
