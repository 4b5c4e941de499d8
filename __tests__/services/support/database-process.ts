import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Child, start } from './child';
import { freePort } from './free-port';
import { until } from './until';

const BIN = '/usr/lib/postgresql/15/bin';
const run = promisify(execFile);

/** A database of the service `database` in a directory of its own, started as often as a test likes. */
export interface Database {
  readonly port: number;
  /** The data directory. */
  readonly data: string;
  /** Starts it and waits until it takes connections. */
  start(): Promise<Child>;
  /** Runs SQL as the superuser. @returns the rows, as `psql -At` writes them */
  sql(statement: string): Promise<string>;
  /** Opens a session that runs the SQL, and commits when told to. {@link remove} ends it otherwise. */
  transaction(statements: string): { readonly commit: () => Promise<void> };
  /** Removes all files. The database must have ended. */
  remove(): void;
}

/** Lays out what the image and the volume would hold. PostgreSQL refuses root: root's tests run it as `postgres`. */
export async function layDatabase(password: string): Promise<Database> {
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const root = mkdtempSync(join(tmpdir(), 'shop-'));
  const folder = (name: string) => {
    const path = join(root, name);
    mkdirSync(path);
    if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
    return path;
  };
  const [volume, socket] = [folder('volume'), folder('run')];
  cpSync(join(__dirname, '../../../services/database/src'), join(root, 'database'), { recursive: true });
  if (user.uid !== undefined) chownSync(root, user.uid, user.gid);

  const sessions: ChildProcess[] = [];
  const port = await freePort();
  const data = join(volume, 'pgdata');
  const options = {
    ...user,
    cwd: root,
    env: {
      PATH: `${BIN}:/usr/bin:/bin`,
      PGDATA: data,
      PGHOST: socket,
      PGPORT: String(port),
      DATABASE_PASSWORD: password,
    },
  };
  const psql = ['--no-psqlrc', '--quiet', '-At', '--set=ON_ERROR_STOP=1', '--dbname=shop'];

  return {
    port,
    data,
    async start() {
      const child = start('sh', [join(root, 'database/entrypoint.sh')], options);
      await until(
        'database',
        () =>
          run('pg_isready', ['--quiet'], options).then(
            () => true,
            () => undefined,
          ),
        { seconds: 60, show: child.output },
      );
      return child;
    },
    async sql(statement) {
      const { stdout } = await run('psql', [...psql, `--command=${statement}`], {
        ...options,
        timeout: 60_000,
      });
      return stdout.trim();
    },
    transaction(statements) {
      const session = spawn('psql', psql, { ...options, stdio: ['pipe', 'ignore', 'inherit'] });
      sessions.push(session);
      session.stdin.write(`BEGIN;\n${statements};\n`);
      return {
        commit: () =>
          new Promise((resolve, reject) => {
            session.on('close', (code) => {
              if (code === 0) resolve();
              else reject(new Error(`psql ended with ${String(code)}`));
            });
            session.stdin.end('COMMIT;\n');
          }),
      };
    },
    remove() {
      for (const session of sessions) session.kill();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}
