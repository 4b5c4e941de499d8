import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import {
  Cpu,
  existingSecret,
  type Extension,
  InvalidInput,
  managedSecret,
  noProbe,
  pinnedImage,
  Size,
  Workload,
} from 'slipway';
import { DIGEST, released, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const extend: Extension = (stack, { front, store }) => {
  new ConfigMapV1(stack, 'zones', { metadata: { name: 'zones', namespace: stack.namespace.name } });
  new Workload(stack, 'tools', {
    namespace: stack.namespace,
    image: pinnedImage('registry.example.com/tools', DIGEST.front),
    cpu: Cpu.millis(10),
    memory: Size.mebibytes(16),
    ready: noProbe('a test'),
    connectsTo: store === undefined ? {} : { STORE: store.endpoint('sql') },
  });
  front?.resource.addOverride('spec.template.spec.hostname', 'front');
};

describe('what an environment extends', () => {
  const { stacks, record } = synthProject(smallProject({ dev: { extend } }));
  const resources = stacks['dev-services']?.resource ?? {};

  test('joins its services stack, and no other', () => {
    expect(resources['kubernetes_config_map_v1']?.['zones'].metadata.namespace).toBe('small-dev');
    expect(stacks['prod-services']?.resource).not.toHaveProperty('kubernetes_config_map_v1');
  });

  test('connects to services, with the policies of both ends and in order', () => {
    expect(Object.keys(resources['kubernetes_network_policy_v1'] ?? {})).toEqual(
      expect.arrayContaining(['tools-to-store', 'store-from-tools']),
    );
    expect(resources['kubernetes_deployment_v1']?.['tools'].depends_on).toContain(
      'kubernetes_stateful_set_v1.store',
    );
  });

  test('changes what the constructs have no option for', () => {
    expect(resources['kubernetes_deployment_v1']?.['front'].spec.template.spec.hostname).toBe('front');
  });

  test('is described with the rest', () => {
    expect(record.stacks['dev-services']?.resources).toHaveProperty(['kubernetes_config_map_v1.zones']);
  });
});

test('it gets the workloads that run an image', () => {
  const seen: string[][] = [];
  const look: Extension = (_stack, workloads) => void seen.push(Object.keys(workloads).sort());
  synthProject(smallProject({ dev: { extend: look }, releases: [released('dev', 'store')] }));
  expect(seen).toEqual([['store']]);
});

test('the pods of a workload can be built on', () => {
  let image = '';
  const look: Extension = (_stack, { front }) => {
    const spec = front?.podTemplate.spec as { readonly container: readonly { readonly image: string }[] };
    image = spec.container[0]?.image ?? '';
  };
  synthProject(smallProject({ dev: { extend: look } }));
  expect(image).toBe(`registry.example.com/small/front@${DIGEST.front}`);
});

describe('manifests', () => {
  const manifests: Extension = (stack) => {
    new Manifest(stack, 'monitor', {
      manifest: {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: { name: 'front', namespace: stack.namespace.name },
      },
    });
  };

  test('are a stack of their own, after the services', () => {
    const { stacks, record } = synthProject(smallProject({ dev: { manifests } }));
    expect(stacks['dev-manifests']?.resource['kubernetes_manifest']?.['monitor'].manifest.metadata).toEqual({
      name: 'front',
      namespace: 'small-dev',
    });
    expect(record.stacks['dev-manifests']).toMatchObject({ environment: 'dev', dependsOn: ['dev-services'] });
    expect(stacks['dev-services']?.resource).not.toHaveProperty('kubernetes_manifest');
  });

  test('an environment without any has no such stack', () => {
    expect(synthProject(smallProject()).stacks).not.toHaveProperty('dev-manifests');
  });
});

describe('a secret that no service reads', () => {
  const secrets = (source: object) =>
    smallProject({ dev: { secrets: { store: managedSecret({ revision: 1 }), search: source } } });

  test.each([managedSecret({ revision: 1 }), existingSecret()])('is refused without keys', (source) => {
    expect(() => synthProject(secrets(source))).toThrow(InvalidInput);
  });

  test('is asked for where it lists its keys', () => {
    const { stacks } = synthProject(secrets(managedSecret({ revision: 1, keys: ['token'] })));
    expect(stacks['dev-base']?.resource['kubernetes_secret_v1']?.['search'].data_wo).toHaveProperty('token');
    expect(stacks['dev-base']?.variable).toHaveProperty('dev_search_token');
    synthProject(secrets(existingSecret({ keys: ['token'] })));
  });
});

test('what is no function is refused', () => {
  expect(() => synthProject(smallProject({ dev: { extend: 'more' } }))).toThrow(/must be a function/);
});
