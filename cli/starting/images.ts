import { parseImageReference, wholeRepository } from '../../core/images';
import { checkImageReference } from '../../constructs/image-build';
import { type Call, callWith } from './source';

/** What is known of a public image that nobody says again in a description: its port, its user, where it writes. */
interface KnownImage {
  readonly ports: Readonly<Record<string, number>>;
  readonly user?: number;
  readonly alpineUser?: number;
  readonly scratch?: readonly string[];
}

/** Official images by the last part of their name. Their Dockerfiles say all of this. */
const KNOWN: Readonly<Record<string, KnownImage>> = {
  postgres: { ports: { sql: 5432 }, user: 999, alpineUser: 70, scratch: ['/var/run/postgresql'] },
  postgis: { ports: { sql: 5432 }, user: 999, alpineUser: 70, scratch: ['/var/run/postgresql'] },
  mysql: { ports: { sql: 3306 }, user: 999, scratch: ['/var/run/mysqld'] },
  mariadb: { ports: { sql: 3306 }, user: 999, scratch: ['/run/mysqld'] },
  mongo: { ports: { mongo: 27017 }, user: 999, scratch: ['/data/configdb'] },
  redis: { ports: { redis: 6379 }, user: 999 },
  valkey: { ports: { redis: 6379 }, user: 999 },
  memcached: { ports: { memcached: 11211 }, user: 11211 },
  rabbitmq: { ports: { amqp: 5672 }, user: 999 },
  nginx: { ports: { http: 80 }, user: 101, scratch: ['/var/cache/nginx', '/var/run'] },
  elasticsearch: { ports: { http: 9200 }, user: 1000 },
  nats: { ports: { nats: 4222 } },
  kafka: { ports: { kafka: 9092 } },
  zookeeper: { ports: { zookeeper: 2181 } },
  clickhouse: { ports: { http: 8123, native: 9000 }, user: 101 },
  'clickhouse-server': { ports: { http: 8123, native: 9000 }, user: 101 },
  prometheus: { ports: { http: 9090 }, user: 65534 },
  grafana: { ports: { http: 3000 }, user: 472 },
};

/** What is known of an image, going by its name; undefined for nothing. */
export function knownImage(reference: string) {
  const { repository, tag = '' } = parseImageReference(reference);
  const known = KNOWN[repository.split('/').at(-1) ?? ''];
  if (known === undefined) return undefined;
  const { ports, user, alpineUser = user, scratch = [] } = known;
  return { ports, user: tag.includes('alpine') ? alpineUser : user, scratch };
}

/**
 * A reference as `prebuilt` takes it: with its registry, and with the tag that is meant where none is written. `slipway pin` adds the
 * digest where it is missing. Undefined for what is no reference.
 */
export function wholeReference(written: string): string | undefined {
  const { repository, tag, digest } = parseImageReference(written);
  const whole = `${wholeRepository(repository)}${written.slice(repository.length)}`;
  const reference = tag === undefined && digest === undefined ? `${whole}:latest` : whole;
  const faults = checkImageReference(reference, '').filter(({ rule }) => rule !== 'image/pinned');
  return faults.length === 0 ? reference : undefined;
}

/** `prebuilt('…')`. */
export function prebuiltSource(reference: string, pullSecret?: string): Call {
  return callWith('prebuilt', [reference], { pullSecret });
}
