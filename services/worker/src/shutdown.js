'use strict';

/** Below Kubernetes' 30 s, and short enough that a rollout is not held up. */
const LIMIT_MS = 5_000;

/**
 * On the first SIGTERM or SIGINT: stop, then end with code 0. What has not ended after {@link LIMIT_MS} is cut off.
 *
 * @param {ReturnType<import('./log').createLog>} log
 * @param {() => Promise<void>} stop
 */
function onShutdown(log, stop) {
  let stopping = false;
  const handle = (signal) => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    setTimeout(() => {
      log.warn('stopped with work left', { afterMs: LIMIT_MS });
      process.exit(0);
    }, LIMIT_MS).unref();
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
