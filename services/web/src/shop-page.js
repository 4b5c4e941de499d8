'use strict';

const { html } = require('./html');
const { layout } = require('./layout');

const ITEMS = ['Brass compass', 'Coil of rope', 'Oilskin jacket', 'Ship’s biscuit', 'Signal lantern'];

/** @typedef {{ item: string, quantity: string }} Form what the visitor has filled in */
/** @typedef {{ field: string, problem: string }} Problem */

/** @type {Form} */
const EMPTY_FORM = { item: '', quantity: '1' };

/**
 * The shop: the order form, and the orders with their state.
 *
 * @param {{ orders: any[], placed?: string, form?: Form, problems?: Problem[] }} view
 *   `placed` is the number of the order just taken; `problems` are what was wrong with the one that was not
 */
function shopPage({ orders, placed, form = EMPTY_FORM, problems = [] }) {
  const refused = problems.length > 0;
  return layout(
    refused ? 'Please check your order · The Chandlery' : 'The Chandlery',
    html`<main class="two">
      ${placed !== undefined && html`<p class="notice" role="status">Thank you! Order ${placed} has been placed.</p>`}
      ${refused && html`<p class="notice bad" role="alert">Your order was not placed. Please check what is marked below.</p>`}
      ${orderForm(form, problems)} ${orderList(orders)}
    </main>`,
  );
}

function orderForm(form, problems) {
  const options = ITEMS.map((item) => html`<option${item === form.item && html` selected`}>${item}</option>`);
  return html`<section aria-labelledby="order">
    <h2 id="order">Place an order</h2>
    <form method="post" action="/orders">
      ${field(
        'item',
        'Item',
        problems,
        (attributes) =>
          html`<select ${attributes}>
            ${options}
          </select>`,
      )}
      ${field(
        'quantity',
        'Quantity',
        problems,
        (attributes) =>
          html`<input ${attributes} type="number" min="1" max="1000" value="${form.quantity}" />`,
      )}
      <button>Order</button>
    </form>
  </section>`;
}

/** A labelled control, with its problem where a screen reader finds it. */
function field(name, label, problems, control) {
  const found = problems.find((problem) => problem.field === name);
  const attributes = html`id="${name}" name="${name}"
  required${found && html` aria-invalid="true" aria-describedby="${name}-problem"`}`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${control(attributes)}
    ${found && html`<p class="problem" id="${name}-problem">${label} ${found.problem}.</p>`}
  </div>`;
}

function orderList(orders) {
  const list =
    orders.length === 0
      ? html`<p class="hint">No orders yet. Yours could be the first.</p>`
      : html`<div class="scroll" role="region" aria-labelledby="orders" tabindex="0">
            <table>
              <thead>
                <tr>
                  <th scope="col" class="number">Order</th>
                  <th scope="col">Item</th>
                  <th scope="col" class="number">Quantity</th>
                  <th scope="col">State</th>
                  <th scope="col">Placed</th>
                </tr>
              </thead>
              <tbody>
                ${orders.map(orderRow)}
              </tbody>
            </table>
          </div>
          <p class="hint"><a href="/">Look again</a></p>`;
  return html`<section aria-labelledby="orders">
    <h2 id="orders">Orders</h2>
    ${list}
  </section>`;
}

function orderRow({ id, item, quantity, state, placedAt }) {
  return html`<tr>
    <th scope="row" class="number">${id}</th>
    <td class="item">${item}</td>
    <td class="number">${quantity}</td>
    <td><span class="${state === 'shipped' ? 'state shipped' : 'state'}">${state}</span></td>
    <td><time datetime="${placedAt}">${minuteOf(placedAt)}</time></td>
  </tr> `;
}

/** `2024-05-06T07:08:09.000Z` as `2024-05-06 07:08 UTC`. */
function minuteOf(time) {
  return `${String(time).slice(0, 16).replace('T', ' ')} UTC`;
}

module.exports = { shopPage };
