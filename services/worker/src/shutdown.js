'use strict';

const { setTimeout: pause } = require('node:timers/promises');

/** Below Kubernetes' 30 s, and short enough that a rollout is not held up. */
const LIMIT_MS = 5_000;

/**
 * On the first SIGTERM or SIGINT: stop, then end with code 0. What has not ended after {@link LIMIT_MS} is cut off.
 *
 * Before a SIGTERM stops anything, all goes on for `lingerMs`: Kubernetes sends it at the same moment at which it begins to
 * tell its nodes that the pod takes no more connections, and until they all know, new ones still arrive here. Whoever keeps
 * a connection to `server` is told with the next answer that it is the last one.
 *
 * @param {ReturnType<import('./log').createLog>} log
 * @param {() => Promise<void>} stop
 * @param {{ lingerMs?: number, server?: import('node:http').Server }} [options]
 */
function onShutdown(log, stop, { lingerMs = 0, server } = {}) {
  let stopping = false;
  const handle = async (signal) => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    server?.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
    if (signal === 'SIGTERM') await pause(lingerMs);
    cutOffAfter(LIMIT_MS, log);
    stop().then(
      () => {
        log.info('stopped');
        process.exit(0);
      },
      (error) => {
        log.error('failed to stop', { error: error.message });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
}

function cutOffAfter(limitMs, log) {
  const timer = setTimeout(() => {
    log.warn('stopped with work left', { afterMs: limitMs });
    process.exit(0);
  }, limitMs);
  timer.unref();
}

/**
 * Takes no new connection, lets the running requests end, and closes each kept-alive connection once it is idle.
 *
 * @param {import('node:http').Server} server
 * @returns {Promise<void>}
 */
function closeServer(server) {
  return new Promise((resolve) => {
    const closeIdle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(closeIdle);
      resolve();
    });
    server.closeIdleConnections();
  });
}

module.exports = { closeServer, onShutdown };
