'use strict';

const { oneOf, ownPort, port, readEnvironment, text } = require('./environment');
const { LEVELS } = require('./log');

const readConfig = (env) =>
  readEnvironment(env, {
    PORT: ownPort(8080),
    LOG_LEVEL: oneOf(LEVELS, 'info'),
    API_HOST: text,
    API_PORT: port,
  });

module.exports = { readConfig };
