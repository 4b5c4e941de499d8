import { everyone, loadBalancer, nodePort } from 'slipway';
import { checkComposition, resolveComposition } from '../../model';
import { type Changes, services, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { front, store } = services('dev.example.com');

function exposedAs(frontExposed: object, storeExposed?: object): Changes {
  return {
    devOnly: true,
    dev: {
      services: {
        front: { ...front, exposed: frontExposed },
        store: { ...store, exposed: storeExposed },
      },
    },
  };
}

test('an environment says who reaches a service without an ingress', () => {
  const exposed = loadBalancer({ from: everyone('a test'), ports: ['http'] });
  const resource: any = synthProject(smallProject(exposedAs(exposed))).stacks['dev-services']?.resource;
  expect(resource.kubernetes_service_v1['front-external'].spec.type).toBe('LoadBalancer');
  expect(Object.keys(resource.kubernetes_network_policy_v1)).toContain('front-from-clients');
});

test('two services of a cluster cannot have one number on its nodes', () => {
  const from = ['10.0.0.0/8'];
  const changes = exposedAs(
    nodePort({ ports: { http: 30_080 }, from }),
    nodePort({ ports: { sql: 30_080 }, from }),
  );
  expect(checkComposition(resolveComposition(smallProject(changes)))).toContainEqual(
    expect.objectContaining({
      rule: 'exposed/node-port-once',
      path: 'environments.dev.services.store.exposed.ports.sql',
      value: '30080, as front already has',
    }),
  );
});
