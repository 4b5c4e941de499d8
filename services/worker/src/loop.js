'use strict';

const { reasonOf } = require('./database');

const IDLE_MS = 500;
const FAILED_MS = 1_000;

const uptime = () => process.uptime() * 1_000;

/**
 * Works round after round until it is stopped: at once while there is work, after a pause when there is none or
 * when a round failed. A failed round is a round: a database that is away must not get its workers restarted.
 *
 * @param {() => Promise<boolean>} work one round; says whether there was something to do
 * @param {ReturnType<import('./log').createLog>} log
 * @param {() => number} [now] in milliseconds, unmoved by changes of the clock
 */
function createLoop(work, log, now = uptime) {
  let last = now();
  let stopped = false;
  let wake = () => {};

  const pause = (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function round() {
    try {
      return (await work()) ? 0 : IDLE_MS;
    } catch (error) {
      log.warn('a round failed', { reason: reasonOf(error) });
      return FAILED_MS;
    }
  }

  async function run() {
    while (!stopped) {
      const rest = await round();
      last = now();
      if (rest > 0 && !stopped) await pause(rest);
    }
  }

  const ended = run();
  return {
    /** When the last round ended, in milliseconds. */
    lastRound: () => last,
    /** Ends after the round that runs. */
    stop() {
      stopped = true;
      wake();
      return ended;
    },
  };
}

module.exports = { createLoop, uptime };
