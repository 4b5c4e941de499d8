import { join } from 'node:path';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Cpu, httpGet, ImageBuild, Namespace, type NamespaceReference, Size, Workload } from 'slipway';

const root = join(__dirname, '../..');

export interface WebAppProps {
  /** Where it runs: a `Namespace`, or `stack.namespace` in `extend` of an environment. */
  readonly namespace: NamespaceReference;
  /** The folder of its Dockerfile. */
  readonly context: string;
  /** Where its image is pushed. */
  readonly repository: string;
  /** @default 2 */
  readonly replicas?: number;
}

/** A web application as this team runs all of its own: built, pushed and rolled out in one apply. */
export class WebApp extends Construct {
  readonly image: ImageBuild;
  readonly workload: Workload<'http'>;

  constructor(scope: Construct, id: string, { namespace, context, repository, replicas = 2 }: WebAppProps) {
    super(scope, id);
    this.image = new ImageBuild(this, `${id}-image`, { root, context, repository });
    this.workload = new Workload(this, id, {
      namespace,
      image: this.image.pinned,
      replicas,
      cpu: Cpu.millis(100),
      memory: Size.mebibytes(128),
      ports: { http: 8080 },
      ready: httpGet('http', '/readyz'),
    });
  }
}

export class Example extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new DockerProvider(this, 'docker', { registryAuth: [{ address: 'registry.example.com' }] });
    new KubernetesProvider(this, 'kubernetes', { configPath: '~/.kube/config', configContext: 'prod' });

    const web = new WebApp(this, 'web', {
      namespace: new Namespace(this, 'shop-prod'),
      context: join(root, 'services/web'),
      repository: 'registry.example.com/shop/web',
    });
    // What the construct has no option for.
    web.workload.resource.addOverride('spec.template.spec.hostname', 'web');
  }
}
