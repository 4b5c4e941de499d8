import { eks } from 'slipway';
import { CA } from '../constructs/cluster-node/support';
import { provides, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

test('a cluster on EKS gets its token from its own region', () => {
  const cluster = eks({
    ...{ endpoint: 'https://cluster.example.com', ca: CA, provides: provides() },
    ...{ name: 'shop', region: 'eu-central-1' },
  });
  const { stacks } = synthProject(smallProject({ dev: { cluster } }));
  const { provider } = stacks['dev-services'] as any;
  expect(provider.kubernetes[0].exec).toEqual([
    {
      api_version: 'client.authentication.k8s.io/v1beta1',
      command: 'aws',
      args: ['eks', 'get-token', '--cluster-name', 'shop', '--region', 'eu-central-1'],
    },
  ]);
});
