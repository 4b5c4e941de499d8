import { aks, type Cluster, eks, existing, gke, managedSecret } from 'slipway';
import { CA } from '../constructs/cluster-node/support';
import { provides, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { objectionsTo, withProviders } from '../support/terraform';

// What the reference project does not choose.
const reached = { endpoint: 'https://cluster.example.com', ca: CA, provides: provides() };
const CLUSTERS: Readonly<Record<string, Cluster>> = {
  existing: existing(reached),
  eks: eks({ ...reached, name: 'shop', region: 'eu-central-1' }),
  gke: gke(reached),
  aks: aks(reached),
};
for (const [name, cluster] of Object.entries(CLUSTERS)) {
  withProviders(['kubernetes'], `terraform accepts the stacks of an environment on ${name}`, async () => {
    const secrets = { store: managedSecret({ revision: 1 }) };
    const { stacks } = synthProject(smallProject({ dev: { cluster, secrets } }));
    for (const stack of ['dev-base', 'dev-services'])
      expect(await objectionsTo(stacks[stack] as object)).toEqual([]);
  });
}
