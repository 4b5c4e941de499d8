'use strict';

const { readConfig } = require('./config');
const { createPool, readiness } = require('./database');
const { createHealthServer } = require('./health');
const { createLog } = require('./log');
const { createLoop } = require('./loop');
const { shipNext } = require('./shipping');
const { closeServer, onShutdown } = require('./shutdown');

function main(config) {
  const log = createLog('worker', config.LOG_LEVEL);
  const pool = createPool(
    {
      host: config.DATABASE_HOST,
      port: config.DATABASE_PORT,
      password: config.DATABASE_PASSWORD,
      application: 'shop-worker',
    },
    log,
  );
  const loop = createLoop(() => shipNext(pool, log), log);
  const server = createHealthServer({ lastRound: loop.lastRound, ready: () => readiness(pool) });

  server.listen(config.PORT, () => log.info('listening', { port: server.address().port }));
  onShutdown(log, async () => {
    await loop.stop();
    await closeServer(server);
    await pool.end();
  });
}

try {
  main(readConfig(process.env));
} catch (error) {
  createLog('worker').error(error.message);
  process.exitCode = 1;
}
