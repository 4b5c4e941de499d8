'use strict';

// Debian's package node-pg: /usr/share/nodejs is on the module path of Debian's node.
const { Pool } = require('pg');

const SCHEMA_MISSING = 'the schema is not there yet';

/**
 * A pool of connections in which nothing waits without a bound: not for a connection, not for an answer.
 *
 * @param {{ host: string, port: number, password: string, application: string }} connection
 * @param {ReturnType<import('./log').createLog>} log
 */
function createPool({ host, port, password, application }, log) {
  const pool = new Pool({
    host,
    port,
    user: 'shop',
    database: 'shop',
    password,
    application_name: application,
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: 1_500,
    query_timeout: 3_000, // when the database is gone without a word
    statement_timeout: 2_500, // when it is slow: it gives up by itself, before we stop listening
  });
  // A connection that breaks while idle. The pool has dropped it already, but would end the process without a listener.
  pool.on('error', (error) => log.warn('lost a database connection', { reason: reasonOf(error) }));
  return pool;
}

/**
 * Whether the database can serve orders now: it answers, and the schema is there. Asked anew each time.
 *
 * @returns {Promise<{ ready: true } | { ready: false, reason: string }>} within 2.5 s
 */
async function readiness(pool) {
  try {
    const { rows } = await pool.query({
      text: "SELECT to_regclass('public.orders') IS NOT NULL AS there",
      query_timeout: 1_000,
    });
    return rows[0].there ? { ready: true } : { ready: false, reason: SCHEMA_MISSING };
  } catch (error) {
    return { ready: false, reason: `the database does not answer: ${reasonOf(error)}` };
  }
}

/** Why the database failed, in a few words: a system's or PostgreSQL's code where there is one, else the message. */
function reasonOf(error) {
  return error.code ?? error.message;
}

module.exports = { SCHEMA_MISSING, createPool, readiness, reasonOf };
