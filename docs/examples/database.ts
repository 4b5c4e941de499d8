import {
  Cpu,
  Duration,
  exec,
  kubeconfig,
  localState,
  managedSecret,
  prebuilt,
  project,
  secretKey,
  service,
  Size,
} from 'slipway';

const database = service({
  name: 'database',
  image: prebuilt(
    'docker.io/library/postgres:17@sha256:087df90b20368ffbe6d40aa4401415e87910734fbc958947dd4f48a0210738bb',
  ),
  user: 999,
  single: true,
  ports: { sql: 5432 },
  ready: exec(['pg_isready', '--host=127.0.0.1'], {
    period: Duration.seconds(20),
    timeout: Duration.seconds(5),
  }),
  env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
  secrets: { POSTGRES_PASSWORD: secretKey('database', 'password') },
  volumes: { data: '/var/lib/postgresql/data' },
  scratch: ['/tmp', '/var/run/postgresql'],
});

export const shop = project({ name: 'shop', root: __dirname, state: localState(), services: [database] });

export const prod = shop.environment({
  name: 'prod',
  protect: true,
  cluster: kubeconfig({ context: 'shop-prod', provides: { storageClass: 'replicated' } }),
  secrets: { database: managedSecret({ revision: 1 }) },
  services: {
    database: { cpu: Cpu.cores(2), memory: Size.gibibytes(8), volumes: { data: Size.gibibytes(100) } },
  },
});
