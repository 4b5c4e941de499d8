import { fromCompose } from '../../../cli/starting/from-compose';
import { problemsOf, sourceOf } from './as-project';

describe('of a Compose file', () => {
  test('links give other names, by which services are found', () => {
    const all = fromCompose(`services:
  web: { image: 'example/web:1', links: ['db:database'], environment: { DB_URL: 'postgres://database:5432/app' } }
  db: { image: 'postgres:16' }`);
    expect(sourceOf(all)).toContain("DB_URL: interpolate`postgres://${db.address('sql')}/app`");
    expect(problemsOf(all)).toEqual([]);
  });

  test('folders in memory that are made smaller, and what a job has of its service instead of its own, are listed', () => {
    const all = fromCompose(`services:
  web:
    image: example/web:1
    mem_limit: 64m
    tmpfs: ['/cache:size=100m', /run]
    depends_on: { migrate: { condition: service_completed_successfully } }
  migrate:
    image: example/web:1
    command: [migrate]
    user: '1000'
    working_dir: /srv
    mem_limit: 99m
    volumes: ['data:/data']
volumes: { data: {} }`);
    const reasons = all.notCarriedOver.map(({ path, reason }) => `${path}: ${reason}`);
    expect(reasons).toContainEqual(expect.stringMatching(/^services\.web: .*smaller here/));
    expect(reasons).toContainEqual(expect.stringMatching(/^services\.web\.tmpfs\[1\]: It may hold 64 MiB/));
    expect(all.notCarriedOver.some(({ reason }) => reason.startsWith('How much memory'))).toBe(false);
    expect(reasons).toContain(
      'services.migrate: What it says of user, workingDir, memory, /data is not carried over: it has what web has.',
    );
    expect(problemsOf(all)).toEqual([]);
  });
});
