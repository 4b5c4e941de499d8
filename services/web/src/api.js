'use strict';

const http = require('node:http');

/** More than the API needs to find that its database is gone, so that its own answer arrives. */
const TIMEOUT_MS = 6_000;

/** @typedef {'refused' | 'unknown-host' | 'timeout' | 'broken' | 'unavailable' | 'failed'} Reason why the API gave no good answer */

/** @type {Record<string, Reason>} the system's error codes that tell more than "broken" */
const REASONS = { ECONNREFUSED: 'refused', ENOTFOUND: 'unknown-host', EAI_AGAIN: 'unknown-host' };

/** The API gave no answer, or none that helps. */
class ApiDown extends Error {
  /** @param {Reason} reason */
  constructor(reason) {
    super(`the API is down: ${reason}`);
    this.reason = reason;
  }
}

/**
 * The shop's API.
 *
 * @param {{ host: string, port: number, timeoutMs?: number }} address
 */
function createApi({ host, port, timeoutMs = TIMEOUT_MS }) {
  const call = (method, path, body) => exchange({ host, port, method, path }, body, timeoutMs);
  return {
    /** The latest orders, newest first. @throws {ApiDown} */
    async orders() {
      const { status, body } = await call('GET', '/orders');
      if (status !== 200 || !Array.isArray(body?.orders)) throw unhelpful(status);
      return body.orders;
    },

    /**
     * @returns {Promise<{ id: string } | { problems: { field: string, problem: string }[] }>} the order's id, or what is wrong with it
     * @throws {ApiDown}
     */
    async placeOrder(order) {
      const { status, body } = await call('POST', '/orders', order);
      if (status === 201 && typeof body?.id === 'string') return { id: body.id };
      if (status === 400 && Array.isArray(body?.problems)) return { problems: body.problems };
      throw unhelpful(status);
    },
  };
}

const unhelpful = (status) => new ApiDown(status === 503 ? 'unavailable' : 'failed');

/**
 * One request on a connection of its own: a kept connection would stick to one replica of the API, and could be
 * closed by it just as an order is sent.
 */
function exchange(target, body, timeoutMs) {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers =
    payload === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
  return new Promise((resolve, reject) => {
    const request = http.request({ ...target, headers, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, body: parseJson(Buffer.concat(chunks)) }),
      );
      response.on('error', fail);
    });
    const timer = setTimeout(() => request.destroy(new ApiDown('timeout')), timeoutMs);
    request.on('error', fail);
    request.on('close', () => clearTimeout(timer));
    request.end(payload);

    function fail(error) {
      reject(error instanceof ApiDown ? error : new ApiDown(REASONS[error.code] ?? 'broken'));
    }
  });
}

/** What the bytes hold, or undefined when they are no JSON. */
function parseJson(bytes) {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

module.exports = { ApiDown, createApi };
