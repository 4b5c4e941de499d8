import { Duration, localState, project } from 'slipway';
import { lab } from './lab';
import { api } from './services/api/service';
import { database } from './services/database/service';
import { web } from './services/web/service';
import { worker } from './services/worker/service';

const services = [web, api, worker, database] as const;

// Without KVM, a machine takes minutes to unpack an image that another unpacks in seconds.
for (const { props } of services) Object.assign(props, { rolloutDeadline: Duration.minutes(12) });

/** The checkout's shop as the lab ships it: into a registry on loopback, from a base image that needs no network. */
export const shop = project({
  name: 'shop',
  root: __dirname,
  registry: `${lab.registry}/shop`,
  state: localState(),
  build: {
    arguments: { BASE: lab.baseImage, PACKAGES: '' },
    builder: 'classic',
    registryAuth: 'none',
  },
  services,
});
