'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { reasonOf } = require('./database');

const SCHEMA = readFileSync(join(__dirname, 'schema.sql'), 'utf8');
const RETRY_MS = 1_000;

/**
 * Creates the schema as soon as the database answers, which may be long after this service started.
 *
 * @param {import('pg').Pool} pool whose time limits bound each attempt
 * @param {ReturnType<import('./log').createLog>} log
 */
function createSchema(pool, log) {
  let attempting = false;
  let stopped = false;
  let next;

  async function attempt() {
    try {
      await pool.query(SCHEMA);
      attempting = false;
      log.info('schema is there');
    } catch (error) {
      if (stopped) return;
      log.warn('schema is not there yet', { reason: reasonOf(error), retryMs: RETRY_MS });
      next = setTimeout(attempt, RETRY_MS);
    }
  }

  return {
    /** Sees to it that the schema will be there. Harmless when it is, or when this is under way already. */
    ensure() {
      if (attempting || stopped) return;
      attempting = true;
      void attempt();
    },
    stop() {
      stopped = true;
      clearTimeout(next);
    },
  };
}

module.exports = { createSchema };
