import { join } from 'node:path';
import { type Child, start } from './child';
import { until } from './until';

/** A line of a service's log. */
interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** A Node service as a process, on a free port of loopback. */
export interface ServiceProcess extends Child {
  readonly url: string;
  log(): readonly LogLine[];
  /** GET, with the answer's JSON. */
  get(path: string): Promise<{ readonly status: number; readonly body: unknown }>;
}

/** A folder for NODE_PATH in which `pg` is a stand-in. */
const STAND_IN_MODULES = join(__dirname, 'modules');

/** Starts a service's process without waiting for it. */
export function spawnService(name: string, env: Readonly<Record<string, string>>): Child {
  const main = join(__dirname, '../../../services', name, 'src/main.js');
  return start(process.execPath, [main], {
    env: { NODE_PATH: STAND_IN_MODULES, PORT: '0', LINGER_MS: '0', ...env },
  });
}

/** Starts a service, and waits until it listens. */
export async function startService(
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const child = spawnService(name, env);
  const log = () => logLines(child.output());
  const port = await until(
    `listening ${name}`,
    () => log().find(({ message }) => message === 'listening')?.['port'],
    {
      show: child.output,
    },
  );
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    ...child,
    url,
    log,
    async get(path) {
      const response = await fetch(url + path);
      return { status: response.status, body: await response.json() };
    },
  };
}

/** The whole lines of a log. Fails on a line that is no JSON object: a log collector would, too. */
export function logLines(output: string): readonly LogLine[] {
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LogLine);
}
