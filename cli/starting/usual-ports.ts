import type { Protocol } from '../../constructs/workload';

/** How ports are called that most people know by their number. */
const USUAL: Readonly<Record<number, string>> = {
  22: 'ssh',
  25: 'smtp',
  53: 'dns',
  443: 'https',
  8443: 'https',
  1433: 'sql',
  3306: 'sql',
  5432: 'sql',
  5672: 'amqp',
  6379: 'redis',
  9092: 'kafka',
  11211: 'memcached',
  27017: 'mongo',
};
const HTTP = /^(?:80|81|1313|3[0-3]\d\d|4000|4200|5000|5173|5601|7474|80\d\d|81\d\d|88\d\d|9000|9090|9200)$/;

/** What a port is called that most people know by its number; empty where they do not. */
export function usualName(number: number, protocol: Protocol): string {
  return USUAL[number] ?? (protocol === 'TCP' && HTTP.test(String(number)) ? 'http' : '');
}

/** Whether browsers speak to a port, as far as its name tells. */
export function isHttp(name: string): boolean {
  return /^(?:http|web|ui|www)/.test(name) && name !== 'https';
}
