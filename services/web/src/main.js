'use strict';

const { createApi } = require('./api');
const { readConfig } = require('./config');
const { createLog } = require('./log');
const { createServer } = require('./server');
const { closeServer, onShutdown } = require('./shutdown');

function main(config) {
  const log = createLog('web', config.LOG_LEVEL);
  const server = createServer({ api: createApi({ host: config.API_HOST, port: config.API_PORT }), log });

  server.listen(config.PORT, () => log.info('listening', { port: server.address().port }));
  onShutdown(log, () => closeServer(server), { lingerMs: config.LINGER_MS, server });
}

try {
  main(readConfig(process.env));
} catch (error) {
  createLog('web').error(error.message);
  process.exitCode = 1;
}
