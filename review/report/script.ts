/**
 * What the page does beyond what it says: one view at a time, the search, the address of what is selected, and what is connected to
 * it. It makes no HTML from text. Without it, the page shows all views below each other.
 */
export const SCRIPT = String.raw`
'use strict';
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const make = (tag, ...children) => { const element = document.createElement(tag); element.append(...children); return element; };
  const views = all('.view');
  const search = one('#search'), filter = one('#filter'), shown = one('#shown');
  const asked = () => new URLSearchParams(location.hash.slice(1));
  const legends = new Map(all('.detail').map((aside) => [aside, [...aside.childNodes]]));
  const texts = new WeakMap();
  const textOf = (row) => { let text = texts.get(row); if (text === undefined) { text = row.textContent.toLowerCase(); texts.set(row, text); } return text; };

  const currentView = () => {
    const hash = asked(), env = hash.get('env'), view = hash.get('view');
    const found = views.find((each) => env !== null ? each.dataset.env === env : view !== null && each.dataset.view === view);
    return found ?? views.find((each) => each.dataset.view === 'changes') ?? views.filter((each) => each.dataset.env !== undefined).at(-1) ?? views[0];
  };

  const addressOf = (view) => new URLSearchParams(view.dataset.env === undefined ? { view: view.dataset.view } : { env: view.dataset.env }).toString();

  const show = () => {
    const view = currentView();
    if (view === undefined) return;
    for (const each of views) each.hidden = each !== view;
    for (const link of all('nav a')) {
      if (new URLSearchParams(link.hash.slice(1)).toString() === addressOf(view)) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    fit(view);
    select(view, view.dataset.env === undefined ? null : asked().get('thing'));
    find();
  };

  const select = (view, id) => {
    for (const each of all('.on,.near', view)) each.classList.remove('on', 'near');
    const picture = one('.scroll .picture', view), aside = one('.detail', view);
    if (picture === null || aside === null) return;
    const named = id === null ? [] : all('[data-thing]', view).filter((each) => each.dataset.thing === id);
    const ends = id === null ? [] : all('tr[data-from]', view).filter((row) => row.dataset.from === id || row.dataset.to === id);
    const known = named.length + ends.length > 0;
    const drawn = named.filter((each) => picture.contains(each));
    picture.classList.toggle('focus', drawn.some((each) => each.classList.contains('box')));
    if (!known) { aside.replaceChildren(...(id === null ? legends.get(aside) : [make('h3', 'Not in this environment'), make('p', id)])); return; }
    for (const each of named) each.classList.add('on');
    const near = new Set(ends.flatMap((row) => [row.dataset.from, row.dataset.to]));
    for (const line of all('.line', picture)) line.classList.toggle('on', line.dataset.from === id || line.dataset.to === id);
    for (const box of all('.box[data-thing]', picture)) box.classList.toggle('near', near.has(box.dataset.thing));
    const row = named.find((each) => each.tagName === 'TR');
    aside.replaceChildren(...details(id, row, ends));
    drawn[0]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  const details = (id, row, ends) => {
    const [kind] = id.split(':');
    const link = (cell) => [...cell.childNodes].map((node) => node.cloneNode(true));
    const list = (heading, rows, cell) => rows.length === 0 ? [] : [make('h4', heading + ' ' + rows.length), make('ul', ...rows.map((each) => make('li', ...link(each.cells[cell]), ' ' + each.cells[2].textContent)))];
    const from = ends.filter((each) => each.dataset.to === id), to = ends.filter((each) => each.dataset.from === id);
    const title = row === undefined ? ends.flatMap((each) => [...each.cells].slice(0, 2)).find((cell, index) => (index % 2 === 0 ? cell.parentNode.dataset.from : cell.parentNode.dataset.to) === id)?.textContent ?? id : row.cells[0].querySelector('a')?.textContent ?? row.cells[0].textContent;
    const facts = row === undefined ? [] : [...row.cells].slice(1).flatMap((cell, index) => cell.textContent.trim() === '' ? [] : [make('dt', row.closest('table').tHead.rows[0].cells[index + 1].textContent), make('dd', ...link(cell))]);
    const close = make('button', 'Close');
    close.type = 'button';
    close.addEventListener('click', leave);
    return [make('h3', title), make('p', kind), make('dl', ...facts), ...list('Reached by', from, 0), ...list('Connects to', to, 1), make('p'), close];
  };

  const leave = () => { const view = currentView(); history.replaceState(null, '', '#' + addressOf(view)); select(view, null); };

  const find = () => {
    const view = currentView();
    if (view === undefined) return;
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== ''), flag = filter.value;
    const has = (each) => flag === '' || (each.dataset.flags ?? '').split(' ').includes(flag);
    const rows = all('tbody tr, .changes > li', view);
    const flagged = new Set(rows.filter((row) => row.dataset.thing !== undefined && has(row)).map((row) => row.dataset.thing));
    const isShown = (row) => (row.dataset.from === undefined ? has(row) : flag === '' || flagged.has(row.dataset.from) || flagged.has(row.dataset.to)) && words.every((word) => textOf(row).includes(word));
    let count = 0;
    const met = new Set();
    for (const row of rows) {
      const is = isShown(row);
      row.hidden = !is;
      if (is) { count += 1; for (const id of [row.dataset.thing, row.dataset.from, row.dataset.to]) if (id !== undefined) met.add(id); }
    }
    for (const part of all('.table', view)) part.hidden = all('tbody tr', part).every((row) => row.hidden);
    const active = words.length > 0 || flag !== '';
    for (const box of all('.scroll .picture .box', view)) box.classList.toggle('dim', active && !met.has(box.dataset.thing));
    shown.textContent = active ? count + ' of ' + rows.length + ' rows' : '';
  };

  const scales = new WeakMap();
  const scale = (picture, by) => {
    scales.set(picture, by);
    picture.setAttribute('width', String(Math.round(picture.viewBox.baseVal.width * by)));
    picture.removeAttribute('height');
  };
  const fit = (view, again = false) => {
    const picture = one('.scroll .picture', view);
    if (picture === null || (scales.has(picture) && !again)) return;
    scale(picture, Math.max(0.6, Math.min(1.15, (picture.parentNode.clientWidth - 26) / picture.viewBox.baseVal.width)));
  };
  for (const place of all('.zoom')) {
    const view = place.closest('.view'), picture = one('.scroll .picture', view);
    const button = (text, label, act) => { const each = make('button', text); each.type = 'button'; each.setAttribute('aria-label', label); each.addEventListener('click', act); return each; };
    place.append(
      button('−', 'Smaller', () => scale(picture, Math.max(0.2, scales.get(picture) / 1.25))), ' ',
      button('Fit', 'Fit the width', () => fit(view, true)), ' ',
      button('+', 'Larger', () => scale(picture, Math.min(4, scales.get(picture) * 1.25))),
    );
  }

  let pending = 0;
  search.addEventListener('input', () => { cancelAnimationFrame(pending); pending = requestAnimationFrame(find); });
  filter.addEventListener('change', find);
  // To the contents of the view that is shown.
  addEventListener('hashchange', () => { if (location.hash !== '#main') show(); });
  addEventListener('keydown', (event) => {
    const typing = ['INPUT', 'SELECT', 'TEXTAREA'].includes(event.target.tagName);
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); search.focus(); }
    if (event.key === 'Escape') { if (event.target === search && search.value !== '') { search.value = ''; find(); } else leave(); }
  });
  show();
})();
`;
