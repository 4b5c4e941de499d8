'use strict';

/** A request whose body is larger than the service takes. */
class BodyTooLarge extends Error {}

/**
 * A request's body as text. A body over the limit is refused at once, but read on and forgotten:
 * closing the connection instead would often lose the answer on its way to the client.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {number} limit in bytes
 * @returns {Promise<string>}
 * @throws {BodyTooLarge}
 */
function readBody(request, limit) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    request.on('data', (chunk) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        reject(new BodyTooLarge());
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
    request.on('close', () => reject(new Error('the client went away')));
  });
}

module.exports = { BodyTooLarge, readBody };
