'use strict';

const LEVELS = ['debug', 'info', 'warn', 'error'];

/**
 * Writes one JSON object a line. Callers name each field that they log: no configuration, no request body and
 * no error object goes in whole, because a secret could be in it.
 *
 * @param {string} service
 * @param {string} level the lowest level that is written
 * @returns {Record<'debug' | 'info' | 'warn' | 'error', (message: string, fields?: object) => void>}
 */
function createLog(service, level = 'info') {
  const lowest = LEVELS.indexOf(level);
  const writer = (name, rank) => (message, fields) => {
    if (rank < lowest) return;
    const line = JSON.stringify({ time: new Date().toISOString(), level: name, service, message, ...fields });
    process.stdout.write(`${line}\n`);
  };
  return Object.fromEntries(LEVELS.map((name, rank) => [name, writer(name, rank)]));
}

module.exports = { LEVELS, createLog };
