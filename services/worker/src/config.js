'use strict';

const { oneOf, ownPort, port, readEnvironment, text } = require('./environment');
const { LEVELS } = require('./log');

const readConfig = (env) =>
  readEnvironment(env, {
    PORT: ownPort(8081),
    LOG_LEVEL: oneOf(LEVELS, 'info'),
    DATABASE_HOST: text,
    DATABASE_PORT: port,
    DATABASE_PASSWORD: text,
  });

module.exports = { readConfig };
