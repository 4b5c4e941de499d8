'use strict';

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { html, trusted } = require('./html');

const CSS = readFileSync(join(__dirname, 'style.css'), 'utf8');
/** The element holds exactly the bytes that the policy below allows by their hash. */
const STYLE = trusted(`<style>${CSS}</style>`);

/** Sent with each page: nothing but this stylesheet and our own form, in no one's frame, kept by no cache. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(CSS).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** A whole page around its main content. */
function layout(title, main) {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLE}
      </head>
      <body>
        <header>
          <h1><a href="/">The Chandlery</a></h1>
          <p>Everything a ship needs before it leaves the slipway.</p>
        </header>
        ${main}
      </body>
    </html> `;
  return page.toString();
}

module.exports = { HEADERS, layout };
