'use strict';

const { html } = require('./html');
const { layout } = require('./layout');

/** @type {Record<import('./api').Reason, string>} */
const REASONS = {
  refused: 'it refuses connections',
  'unknown-host': 'its name is not known',
  timeout: 'it did not answer in time',
  broken: 'the connection to it broke',
  unavailable: 'it is not ready to work',
  failed: 'it answered with an error',
};

/** After these the order may have been taken all the same: only its answer is missing. */
const UNCERTAIN = ['timeout', 'broken'];

/**
 * The page for when the API is down.
 *
 * @param {import('./api').Reason} reason
 * @param {boolean} ordering whether an order was under way
 */
function apiDownPage(reason, ordering) {
  const outcome = UNCERTAIN.includes(reason)
    ? 'We do not know whether your order was placed. Look at the list of orders before you send it again.'
    : 'Your order was not placed.';
  return problemPage(
    'We can’t reach our order book',
    html`<p>The order service is down: ${REASONS[reason]} (<code>${reason}</code>).</p>
      <p>${ordering && html`${outcome} `}Please try again in a minute.</p>`,
  );
}

/** A page that says what went wrong, and leads back to the shop. */
function problemPage(title, text) {
  return layout(
    `${title} · The Chandlery`,
    html`<main>
      <section aria-labelledby="problem">
        <h2 id="problem">${title}</h2>
        ${text}
        <p><a href="/">Back to the shop</a></p>
      </section>
    </main>`,
  );
}

module.exports = { apiDownPage, problemPage };
