'use strict';

const { milliseconds, oneOf, ownPort, port, readEnvironment, text } = require('./environment');
const { LEVELS } = require('./log');

const readConfig = (env) =>
  readEnvironment(env, {
    PORT: ownPort(8080),
    LINGER_MS: milliseconds(3_000),
    LOG_LEVEL: oneOf(LEVELS, 'info'),
    DATABASE_HOST: text,
    DATABASE_PORT: port,
    DATABASE_PASSWORD: text,
  });

module.exports = { readConfig };
