import { Duration, localState, project } from 'slipway';
import { lab } from './lab';
import { api } from './services/api/service';
import { database } from './services/database/service';
import { web } from './services/web/service';
import { worker } from './services/worker/service';

const services = [web, api, worker, database] as const;

// Without KVM, a machine takes minutes for what another does in seconds: to unpack an image, and to start a process.
for (const { props } of services)
  Object.assign(props, {
    rolloutDeadline: Duration.minutes(15),
    startup: { ...props.startup, failures: 140 },
  });

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
