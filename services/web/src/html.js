'use strict';

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is HTML already. */
class Html {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** Takes a text as HTML that needs no escaping. Only for what this service wrote itself. */
const trusted = (text) => new Html(text);

/**
 * A template that escapes what is put into it, in text and in quoted attributes alike. HTML made by this template
 * goes in as it is, a list item by item, and `undefined` or `false` as nothing.
 */
function html(strings, ...values) {
  return new Html(strings.map((text, i) => text + (i < values.length ? render(values[i]) : '')).join(''));
}

function render(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  if (value === undefined || value === false) return '';
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

module.exports = { html, trusted };
