'use strict';

/**
 * @template T
 * @typedef {(value: string | undefined) => { value: T } | { problem: string }} Variable
 *   How one variable is read. A `problem` is a predicate of the variable's name.
 */

/** A text that must be there. Its value is never shown: it may be a secret. @type {Variable<string>} */
const text = (value) => (value === undefined ? { problem: 'is not set' } : { value });

/** A port of another service, which must be there. @type {Variable<number>} */
const port = (value) => (value === undefined ? { problem: 'is not set' } : portFrom(1, value));

/** The port that this service listens on; 0 lets the system choose one. @returns {Variable<number>} */
const ownPort =
  (fallback) =>
  (value = String(fallback)) =>
    portFrom(0, value);

/** One of a few words. @returns {Variable<string>} */
const oneOf =
  (words, fallback) =>
  (value = fallback) =>
    words.includes(value) ? { value } : { problem: `must be one of ${words.join(', ')}, but is "${value}"` };

/** A whole number of milliseconds, at most a minute. @returns {Variable<number>} */
const milliseconds =
  (fallback) =>
  (value = String(fallback)) =>
    /^\d{1,5}$/.test(value) && Number(value) <= 60_000
      ? { value: Number(value) }
      : { problem: `must be a number of milliseconds from 0 to 60000, but is "${value}"` };

function portFrom(lowest, value) {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  return number >= lowest && number <= 65535
    ? { value: number }
    : { problem: `must be a port from ${lowest} to 65535, but is "${value}"` };
}

/**
 * Reads all variables of a table, so that one failed start names everything that is wrong.
 * An empty variable counts as not set.
 *
 * @param {Record<string, string | undefined>} env
 * @param {Record<string, Variable<any>>} variables
 * @returns {Record<string, any>} the values under the variables' names
 * @throws {Error} with one line that names each variable at fault
 */
function readEnvironment(env, variables) {
  const read = Object.entries(variables).map(([name, variable]) => ({
    name,
    ...variable(env[name] || undefined),
  }));
  const problems = read.filter(({ problem }) => problem !== undefined);
  if (problems.length > 0) {
    throw new Error(`cannot start: ${problems.map(({ name, problem }) => `${name} ${problem}`).join('; ')}`);
  }
  return Object.fromEntries(read.map(({ name, value }) => [name, value]));
}

module.exports = { milliseconds, oneOf, ownPort, port, readEnvironment, text };
