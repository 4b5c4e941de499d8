import { Duration, exec, image, secretKey, service } from 'slipway';

/** PostgreSQL on one volume: two of them on the same files would ruin it, so at most one may run. */
export const database = service({
  name: 'database',
  image: image({ context: __dirname }),
  single: true,
  user: 10002,
  ports: { sql: 5432 },
  // Seldom: each starts a process, and there is no other that could be asked instead of this one.
  ready: exec(['pg_isready', '--quiet', '--host=127.0.0.1', '--username=shop', '--dbname=shop'], {
    period: Duration.seconds(20),
    timeout: Duration.seconds(5),
  }),
  startup: exec(['pg_isready', '--quiet', '--host=127.0.0.1', '--username=shop', '--dbname=shop'], {
    period: Duration.seconds(5),
    timeout: Duration.seconds(5),
    failures: 36,
  }),
  secrets: { DATABASE_PASSWORD: secretKey('shop-database', 'password') },
  volumes: { data: '/var/lib/postgresql/data' },
  scratch: ['/run/postgresql', '/tmp'],
});
