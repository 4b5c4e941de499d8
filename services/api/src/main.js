'use strict';

const { readConfig } = require('./config');
const { SCHEMA_MISSING, createPool, readiness } = require('./database');
const { createLog } = require('./log');
const { createOrders } = require('./orders');
const { createSchema } = require('./schema');
const { createServer } = require('./server');
const { closeServer, onShutdown } = require('./shutdown');

function main(config) {
  const log = createLog('api', config.LOG_LEVEL);
  const pool = createPool(
    {
      host: config.DATABASE_HOST,
      port: config.DATABASE_PORT,
      password: config.DATABASE_PASSWORD,
      application: 'shop-api',
    },
    log,
  );
  const schema = createSchema(pool, log);
  const server = createServer({ orders: createOrders(pool), ready, log });

  // A database can come back empty (a development database without a volume does): then the schema is made again.
  async function ready() {
    const state = await readiness(pool);
    if (state.reason === SCHEMA_MISSING) schema.ensure();
    return state;
  }

  schema.ensure();
  server.listen(config.PORT, () => log.info('listening', { port: server.address().port }));
  const stop = async () => {
    schema.stop();
    await closeServer(server);
    await pool.end();
  };
  onShutdown(log, stop, { lingerMs: config.LINGER_MS, server });
}

try {
  main(readConfig(process.env));
} catch (error) {
  createLog('api').error(error.message);
  process.exitCode = 1;
}
