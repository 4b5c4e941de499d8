'use strict';

const net = require('node:net');

/**
 * Stands in for Debian's node-pg in tests without a PostgreSQL: it really tries to connect, and can't do more.
 */
class Pool {
  constructor({ host, port }) {
    this.address = { host, port };
  }

  on() {
    return this;
  }

  query() {
    return new Promise((_resolve, reject) => {
      const socket = net.connect(this.address);
      socket.on('error', reject);
      socket.on('connect', () => {
        socket.destroy();
        reject(new Error('this stand-in does not speak to a database'));
      });
    });
  }

  async end() {}
}

module.exports = { Pool };
