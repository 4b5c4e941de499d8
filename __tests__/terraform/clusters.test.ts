import { aks, type Cluster, eks, existing, gke, managedSecret } from 'slipway';
import { CA } from '../constructs/cluster-node/support';
import { provides, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { objectionsToAny, withProviders } from '../support/terraform';

// What the reference project does not choose.
const reached = { endpoint: 'https://cluster.example.com', ca: CA, provides: provides() };
const CLUSTERS: Readonly<Record<string, Cluster>> = {
  existing: existing(reached),
  eks: eks({ ...reached, name: 'shop', region: 'eu-central-1' }),
  gke: gke(reached),
  aks: aks(reached),
};

const names = Object.keys(CLUSTERS).join(', ');
withProviders(['kubernetes'], `terraform accepts the stacks of an environment on ${names}`, async () => {
  const secrets = { store: managedSecret({ revision: 1 }) };
  const made = Object.values(CLUSTERS).flatMap((cluster) => {
    const { stacks } = synthProject(smallProject({ dev: { cluster, secrets } }));
    return [stacks['dev-base'] as object, stacks['dev-services'] as object];
  });
  expect(await objectionsToAny(made)).toEqual([]);
});
