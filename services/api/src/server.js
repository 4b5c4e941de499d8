'use strict';

const http = require('node:http');
const { BodyTooLarge, readBody } = require('./body');
const { reasonOf } = require('./database');
const { isOrderId, readOrder } = require('./order-rules');

const BODY_LIMIT = 16 * 1024;
const PROBES = ['/healthz', '/readyz'];

/** @typedef {{ status: number, body: object, headers?: Record<string, string> }} Answer */

/**
 * The HTTP API.
 *
 * @param {object} parts
 * @param {ReturnType<import('./orders').createOrders>} parts.orders
 * @param {() => Promise<{ ready: boolean, reason?: string }>} parts.ready
 * @param {ReturnType<import('./log').createLog>} parts.log
 */
function createServer({ orders, ready, log }) {
  /** @type {Record<string, Record<string, (request: http.IncomingMessage, path: string) => Promise<Answer> | Answer>>} */
  const routes = {
    '/healthz': { GET: () => ({ status: 200, body: { alive: true } }) },
    '/readyz': { GET: async () => readinessAnswer(await ready()) },
    '/orders': {
      GET: () => fromDatabase(async () => ({ status: 200, body: { orders: await orders.latest() } })),
      POST: (request) => placeOrder(request),
    },
    '/orders/:id': { GET: (_request, path) => findOrder(path.slice('/orders/'.length)) },
  };

  async function placeOrder(request) {
    const { order, problems } = readOrder(parseJson(await readBody(request, BODY_LIMIT)));
    if (problems) return { status: 400, body: { error: 'invalid order', problems } };
    return fromDatabase(async () => {
      const placed = await orders.place(order);
      return { status: 201, body: placed, headers: { location: `/orders/${placed.id}` } };
    });
  }

  async function findOrder(id) {
    if (!isOrderId(id)) return notFound();
    return fromDatabase(async () => {
      const order = await orders.find(id);
      return order ? { status: 200, body: order } : notFound();
    });
  }

  /** What reaches the database has been validated: when it fails, it is the database's turn to recover. */
  async function fromDatabase(work) {
    try {
      return await work();
    } catch (error) {
      log.error('the database failed', { reason: reasonOf(error) });
      return { status: 503, body: { error: 'the database is not available' } };
    }
  }

  async function answer(request, path) {
    const methods = routes[path.startsWith('/orders/') ? '/orders/:id' : path];
    if (methods === undefined) return notFound();
    const handler = methods[request.method];
    if (handler === undefined) {
      const allow = Object.keys(methods).join(', ');
      return { status: 405, body: { error: `only ${allow} here` }, headers: { allow } };
    }
    try {
      return await handler(request, path);
    } catch (error) {
      if (error instanceof BodyTooLarge) {
        return { status: 413, body: { error: `the body must be at most ${BODY_LIMIT} bytes` } };
      }
      log.error('a request failed', { path, error: error.message });
      return { status: 500, body: { error: 'internal error' } };
    }
  }

  const server = http.createServer(async (request, response) => {
    const started = Date.now();
    const path = request.url.split('?', 1)[0];
    const { status, body, headers } = await answer(request, path);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(`${JSON.stringify(body)}\n`);
    const level = PROBES.includes(path) ? 'debug' : 'info';
    log[level]('request', { method: request.method, path, status, ms: Date.now() - started });
  });
  server.requestTimeout = 10_000;
  return server;
}

const notFound = () => ({ status: 404, body: { error: 'not found' } });

const readinessAnswer = (readiness) => ({ status: readiness.ready ? 200 : 503, body: readiness });

/** What the text holds, or undefined, which no order is. */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

module.exports = { createServer };
