'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const top = join(__dirname, '..');

// In a checkout of Slipway itself the sources run as they are; a package holds the built files.
function load(name) {
  const source = join(top, `${name}.ts`);
  if (!existsSync(source)) return require(join(top, 'dist', name));
  require('./typescript');
  return require(source);
}

module.exports = { load };
