'use strict';

const http = require('node:http');
const { uptime } = require('./loop');

/** Several times what the slowest round takes: connecting, asking and pausing are bounded to less than 6 s together. */
const ROUND_LIMIT_MS = 30_000;

/**
 * The worker's health. `/healthz` says whether its loop turns: a worker can be alive and yet be stuck.
 * `/readyz` says whether it could ship now.
 *
 * @param {object} parts
 * @param {() => number} parts.lastRound when the loop's last round ended, in milliseconds
 * @param {() => Promise<{ ready: boolean, reason?: string }>} parts.ready
 * @param {() => number} [parts.now]
 */
function createHealthServer({ lastRound, ready, now = uptime }) {
  const checks = {
    '/healthz': async () => {
      const age = now() - lastRound();
      return age <= ROUND_LIMIT_MS
        ? { status: 200, body: { alive: true } }
        : { status: 503, body: { alive: false, reason: `no round for ${Math.round(age / 1000)} s` } };
    },
    '/readyz': async () => {
      const readiness = await ready();
      return { status: readiness.ready ? 200 : 503, body: readiness };
    },
  };

  return http.createServer(async (request, response) => {
    const check = checks[request.url];
    const { status, body } = check ? await check() : { status: 404, body: { error: 'not found' } };
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(`${JSON.stringify(body)}\n`);
  });
}

module.exports = { ROUND_LIMIT_MS, createHealthServer };
