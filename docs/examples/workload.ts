import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  certManager,
  Cpu,
  exec,
  external,
  httpGet,
  Namespace,
  pinnedImage,
  secretKey,
  Size,
  Workload,
} from 'slipway';

const databaseImage = pinnedImage(
  'registry.example.com/shop/database',
  'sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945',
);
const apiImage = pinnedImage(
  'registry.example.com/shop/api',
  'sha256:6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',
);

export class Example extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new KubernetesProvider(this, 'kubernetes', { configPath: '~/.kube/config', configContext: 'prod' });
    const namespace = new Namespace(this, 'shop-prod', { partOf: 'shop', protect: true });

    const database = new Workload(this, 'database', {
      namespace,
      image: databaseImage,
      replicas: 1,
      single: true,
      cpu: Cpu.cores(1),
      memory: Size.gibibytes(2),
      ports: { sql: 5432 },
      ready: exec(['pg_isready', '--host=127.0.0.1']),
      secrets: { POSTGRES_PASSWORD: secretKey('shop-database', 'password') },
      volumes: { data: { mountPath: '/var/lib/postgresql', size: Size.gibibytes(50) } },
      scratch: ['/tmp', '/var/run/postgresql'],
      protect: true,
    });

    new Workload(this, 'api', {
      namespace,
      image: apiImage,
      replicas: { min: 3, max: 12, cpuPercent: 70 },
      cpu: Cpu.millis(500),
      memory: Size.mebibytes(512),
      ports: { http: 8080 },
      ready: httpGet('http', '/readyz'),
      env: { LOG_LEVEL: 'info' },
      secrets: { DATABASE_PASSWORD: secretKey('shop-database', 'password') },
      connectsTo: { DATABASE: database.endpoint('sql'), PAYMENTS: external('api.payments.example', 443) },
      ingress: {
        port: 'http',
        domain: 'shop.example.com',
        className: 'nginx',
        tls: certManager('letsencrypt'),
      },
    });
  }
}
