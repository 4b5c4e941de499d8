'use strict';

const http = require('node:http');
const { URLSearchParams } = require('node:url');
const { ApiDown } = require('./api');
const { BodyTooLarge, readBody } = require('./body');
const { html } = require('./html');
const { HEADERS } = require('./layout');
const { apiDownPage, problemPage } = require('./problem-page');
const { shopPage } = require('./shop-page');

const BODY_LIMIT = 8 * 1024;
const PROBES = ['/healthz', '/readyz'];

/** @typedef {{ status: number, headers: Record<string, string>, body: string }} Answer */

/**
 * The shop's pages.
 *
 * @param {{ api: ReturnType<import('./api').createApi>, log: ReturnType<import('./log').createLog> }} parts
 */
function createServer({ api, log }) {
  /** @type {Record<string, Record<string, (request: http.IncomingMessage, query: URLSearchParams) => Promise<Answer> | Answer>>} */
  const routes = {
    '/': { GET: showShop, HEAD: showShop },
    '/orders': { POST: placeOrder },
    '/healthz': { GET: () => json(200, { alive: true }) },
    // Ready without the API, on purpose: if its failure made every replica of this service unready at once,
    // visitors would get the ingress's bare 503 instead of our page that says what is wrong, one outage would
    // become two, and the way back would take two rounds of probes. What is checked is what this service owes: a page.
    '/readyz': { GET: checkPage },
  };

  function checkPage() {
    shopPage({ orders: [] });
    return json(200, { ready: true });
  }

  async function showShop(_request, query) {
    const placed = query.get('placed') ?? '';
    return page(
      200,
      shopPage({ orders: await api.orders(), placed: /^\d+$/.test(placed) ? placed : undefined }),
    );
  }

  /** Post, redirect, get: reloading the page that follows does not order again. */
  async function placeOrder(request) {
    const sent = new URLSearchParams(await readBody(request, BODY_LIMIT));
    const form = { item: sent.get('item') ?? '', quantity: sent.get('quantity') ?? '' };
    const { id, problems } = await api.placeOrder({ item: form.item, quantity: numberFrom(form.quantity) });
    if (problems) return page(400, shopPage({ orders: await api.orders(), form, problems }));
    return { status: 303, headers: { location: `/?placed=${encodeURIComponent(id)}` }, body: '' };
  }

  async function answer(request, path, query) {
    const methods = routes[path];
    if (methods === undefined) return page(404, problemPage('There is no such page', html``));
    const handler = methods[request.method];
    if (handler === undefined) {
      const refusal = page(405, problemPage('This page does not work that way', html``));
      return { ...refusal, headers: { ...refusal.headers, allow: Object.keys(methods).join(', ') } };
    }
    try {
      return await handler(request, query);
    } catch (error) {
      return failure(error, request.method === 'POST');
    }
  }

  function failure(error, ordering) {
    if (error instanceof BodyTooLarge)
      return page(413, problemPage('That is too much for one order', html``));
    log.error('a page failed', { error: error.message });
    if (error instanceof ApiDown) return page(502, apiDownPage(error.reason, ordering));
    return page(
      500,
      problemPage('Something went wrong', html`<p>It is our fault, and it has been logged.</p>`),
    );
  }

  const server = http.createServer(async (request, response) => {
    const started = Date.now();
    const [path, query] = request.url.split('?', 2);
    const { status, headers, body } = await answer(request, path, new URLSearchParams(query));
    response.writeHead(status, headers);
    response.end(body);
    const level = PROBES.includes(path) ? 'debug' : 'info';
    log[level]('request', { method: request.method, path, status, ms: Date.now() - started });
  });
  server.requestTimeout = 10_000;
  // Longer than the 60 s for which ingress controllers keep their connections: the side that closes an idle
  // connection first must be theirs, or they send a request into a connection that is just closing.
  server.keepAliveTimeout = 65_000;
  return server;
}

const page = (status, text) => ({ status, headers: HEADERS, body: text });

const json = (status, body) => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: `${JSON.stringify(body)}\n`,
});

/** A form's text as a number where it is one. What else it is, the API judges. */
function numberFrom(text) {
  return /^\s*-?\d+\s*$/.test(text) ? Number(text) : text;
}

module.exports = { createServer };
