import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import { Aspects, TerraformResource, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  Cpu,
  type ExtendedStack,
  type Extension,
  httpGet,
  Namespace,
  pinnedImage,
  Size,
  tcp,
  Workload,
} from 'slipway';

const image = (name: string) => pinnedImage(`registry.example.com/${name}`, `sha256:${'a'.repeat(64)}`);

/** For `extend` of an environment: these join its services stack. */
export const extend: Extension<{ api: unknown }> = (stack, { api }) => {
  // A resource of any provider.
  new ResourceQuotaV1(stack, 'quota', {
    metadata: { name: 'quota', namespace: stack.namespace.name },
    spec: { hard: { pods: '40' } },
  });
  if (api === undefined) return; // no release selects an image for it yet

  // A workload that only this environment has: it connects to a service, with the policies of both ends.
  new Workload(stack, 'toolbox', {
    namespace: stack.namespace,
    image: image('tools/toolbox'),
    replicas: 1,
    cpu: Cpu.millis(50),
    memory: Size.mebibytes(64),
    ports: { http: 8080 },
    ready: tcp('http'),
    connectsTo: { API: api.endpoint('http') },
  });

  // An argument of the provider that the construct has no option for.
  api.resource.addOverride('spec.template.spec.hostname', 'api');

  // Something that holds for every resource of a kind.
  Aspects.of(stack).add({
    visit: (node) => {
      if (node instanceof TerraformResource && node.terraformResourceType === 'kubernetes_config_map_v1')
        node.addOverride('immutable', true);
    },
  });
};

/** For `manifests` of an environment: these are a stack of their own, which is planned once the services run. */
export const manifests: Extension<{ api: unknown }> = (stack) => {
  new Manifest(stack, 'api-monitor', {
    manifest: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'api', namespace: stack.namespace.name },
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
        endpoints: [{ port: 'http', path: '/metrics' }],
      },
    },
  });
  // With allowFrom: { http: [inNamespace('gateways').pods({})] } in the service, which lets the gateway in.
  new Manifest(stack, 'api-route', {
    manifest: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'api', namespace: stack.namespace.name },
      spec: {
        parentRefs: [{ name: 'public', namespace: 'gateways' }],
        hostnames: ['api.shop.example.com'],
        rules: [{ backendRefs: [{ name: 'api', port: 8080 }] }],
      },
    },
  });
};

/** The same in a stack of your own. */
export class Example extends TerraformStack implements ExtendedStack {
  readonly namespace: Namespace;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new KubernetesProvider(this, 'kubernetes', { configPath: '~/.kube/config', configContext: 'prod' });
    this.namespace = new Namespace(this, 'shop-prod');
    const api = new Workload(this, 'api', {
      namespace: this.namespace,
      image: image('shop/api'),
      cpu: Cpu.millis(100),
      memory: Size.mebibytes(128),
      ports: { http: 8080 },
      ready: httpGet('http', '/readyz'),
    });
    extend(this, { api });
    manifests(this, { api });
  }
}
