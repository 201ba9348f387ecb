// The hub's console. No framework and no build: what is here is what runs. Text from the hub gets into the page as text
// only, never as markup.

const REFRESH_MILLIS = 3000;
const $ = id => document.getElementById(id);

let session = null;
let refresh = null;     // fills the current view again
let timer = null;
let generation = 0;     // answers for a view that has been left are dropped

// ---- talking to the hub

class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && session?.csrf) headers['X-CSRF-Token'] = session.csrf;
  const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    .catch(() => { throw new Refused(0, 'The hub does not answer.'); });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Refused(response.status, answer?.error ?? `The hub answered ${response.status}.`);
  return answer;
}

const get = path => call('GET', path);
const may = permission => session?.permissions.includes(permission);

// ---- building the page

function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ''));
  return node;
}

/** Columns: {title, cell(row) -> node or text, kind: 'number' | 'uid' | 'actions'}. */
function table(caption, columns, rows, empty) {
  if (rows.length === 0) return element('p', { class: 'quiet' }, empty);
  return element('table', { 'aria-label': caption },
    element('thead', {}, element('tr', {}, columns.map(c => element('th', { scope: 'col', class: c.kind }, c.title)))),
    element('tbody', {}, rows.map(row => element('tr', {}, columns.map(c =>
      element('td', { class: c.kind, 'data-label': c.title }, c.cell(row) ?? ''))))));
}

const section = (title, ...children) => element('section', {}, element('h2', {}, title), ...children);
const clone = id => $(id).content.firstElementChild.cloneNode(true);

function ago(time) {
  if (!time) return '';
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time)) / 1000));
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const [size, unit] = units.find(([n]) => seconds >= n) ?? [1, 's'];
  return element('time', { datetime: time, title: new Date(time).toLocaleString() }, `${Math.floor(seconds / size)} ${unit}`);
}

function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit++; }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

function notice(text, done = false) {
  const box = $('notice');
  box.textContent = text ?? '';
  box.hidden = !text;
  box.classList.toggle('done', done);
}

/** A button that does something at the hub, says how it went, and shows what is there afterwards. */
function action(label, work, { danger = false, confirm: question = null } = {}) {
  const press = async event => {
    if (question && !window.confirm(question)) return;
    const button = event.currentTarget;
    button.disabled = true;
    try {
      notice(await work() ?? `${label}: done`, true);
      await refresh();
    } catch (e) {
      failed(e);
    } finally {
      button.disabled = false;
    }
  };
  return element('button', { type: 'button', class: danger ? 'danger' : null, onclick: press }, label);
}

function failed(e) {
  if (!(e instanceof Refused)) throw e;
  if (e.status === 401) return start();
  notice(e.message);
}

// ---- the views: each gives a function that fills a box

const STATE_CLASS = { running: 'good', 'backing off': 'bad', paused: 'warn', 'out of hours': 'quiet', 'no route': 'bad' };

async function destinations(box) {
  const all = await get('/api/destinations');
  const path = d => `/api/destinations/${encodeURIComponent(d.name)}`;
  box.replaceChildren(section('Destinations', table('Destinations', [
    { title: 'Name', cell: d => d.name },
    { title: 'State', cell: d => [
      element('span', { class: `state ${STATE_CLASS[d.state] ?? ''}` }, d.state),
      d.nextTry ? ` next try ${new Date(d.nextTry).toLocaleTimeString()}` : ''] },
    { title: 'Queued', kind: 'number', cell: d => String(d.depth) },
    { title: 'In flight', kind: 'number', cell: d => String(d.inFlight) },
    { title: 'Oldest', kind: 'number', cell: d => ago(d.oldest) },
    { title: 'Per minute', kind: 'number', cell: d => String(d.perMinute) },
    { title: 'Sent', kind: 'number', cell: d => String(d.delivered) },
    { title: 'Last error', cell: d => d.lastError ? [ago(d.lastErrorAt), ' ago: ', d.lastError] : '' },
    { title: 'Actions', kind: 'actions', cell: d => may('operate') ? [
      d.state === 'paused' || d.state === 'backing off'
        ? action('Resume', () => call('POST', `${path(d)}/resume`))
        : action('Pause', () => call('POST', `${path(d)}/pause`)),
      d.echo ? action('Echo', async () => (await call('POST', `${path(d)}/echo`)).answer) : null] : '' },
  ], all, 'No destination has a route yet. A file of five lines in the folder routes/ makes one.')));
}

const outcomes = states => element('ul', { class: 'states' }, states.map(s =>
  element('li', {}, `${s.destination ?? 'hub'}: ${s.instances} `, element('span', { class: outcomeClass(s.outcome) }, s.outcome))));

function outcomeClass(outcome) {
  if (['failed', 'dead-lettered'].includes(outcome)) return 'bad';
  if (['sent', 'already-present', 'committed'].includes(outcome)) return 'good';
  return 'quiet';
}

function studies(box, query) {
  const form = clone('search-view');
  const result = element('div', { 'aria-live': 'polite' });
  for (const [name, value] of query) if (form.elements[name]) form.elements[name].value = value;
  form.addEventListener('submit', event => {
    event.preventDefault();
    const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    location.hash = `studies?${wanted}`;
  });
  box.replaceChildren(form, result);
  return async () => {
    const asked = new URLSearchParams(query);
    for (const name of ['from', 'to']) if (asked.get(name)) asked.set(name, new Date(asked.get(name)).toISOString());
    const found = await get(`/api/studies?${asked}`);
    const open = study => `#instances?study=${encodeURIComponent(study)}`;
    result.replaceChildren(section('Studies', table('Studies', [
      { title: 'Accession', cell: s => s.accession },
      ...(may('patients') ? [{ title: 'Patient', cell: s => [s.patientName ?? '', ' ', element('span', { class: 'quiet' }, s.patientId ?? '')] }] : []),
      { title: 'Study UID', kind: 'uid', cell: s => element('a', { href: open(s.study ?? '') }, s.study ?? '(none)') },
      { title: 'Date', cell: s => s.date },
      { title: 'Instances', kind: 'number', cell: s => String(s.instances) },
      { title: 'Last event', kind: 'number', cell: s => ago(s.lastAt) },
      { title: 'Where they are', cell: s => outcomes(s.states) },
    ], found, 'The ledger has no such study.')));
  };
}

async function instances(box, query) {
  const found = await get(`/api/instances?${query}&limit=200`);
  box.replaceChildren(section('Instances', table('Instances', [
    { title: 'Instance UID', kind: 'uid', cell: i => i.instance },
    { title: 'Modality', cell: i => i.modality },
    { title: 'From', cell: i => i.from },
    { title: 'Received', cell: i => [ago(i.receivedAt), i.receivedAt ? ' ago' : ''] },
    { title: 'Size', kind: 'number', cell: i => i.bytes ? size(i.bytes) : '' },
    { title: 'Where it went', cell: i => element('ul', { class: 'states' }, i.deliveries.map(d => element('li', {},
      `${d.destination ?? 'hub'}: `, element('span', { class: outcomeClass(d.outcome) }, d.outcome), ' ', ago(d.at), ' ago',
      d.error ? element('span', { class: 'quiet' }, ` (${d.failures} failed: ${d.error})`) : null))) },
  ], found, 'The ledger has no such instance.')));
}

/** Goes on until all are dealt with that were there at the beginning, and says how far it is. */
async function bulk(name, what, count, word) {
  let done = 0;
  for (let more = true; more && done < count;) {
    const answer = await call('POST', `/api/destinations/${encodeURIComponent(name)}/${what}`);
    done += answer.done;
    more = answer.more;
    notice(`${done} of ${count} ${word}`);
  }
  return `${done} ${word}`;
}

async function deadLetters(box) {
  const { total, destinations, letters } = await get('/api/dead-letters');
  const path = l => `/api/dead-letters/${encodeURIComponent(l.id)}`;
  box.replaceChildren(section(`Dead letters: ${total}`,
    may('operate') ? Object.entries(destinations).sort().map(([name, count]) => element('p', {},
      action(`Retry all for ${name}`, () => bulk(name, 'retry', count, 'queued again')), ' ',
      action(`Discard all for ${name}`, () => bulk(name, 'discard', count, 'discarded'),
        { danger: true, confirm: `Discard ${count} instances for ${name}? They will not be sent there.` }),
      element('span', { class: 'quiet' }, ` ${count}`))) : null,
    table('Dead letters', [
      { title: 'Destination', cell: l => l.destination },
      { title: 'Instance UID', kind: 'uid', cell: l => l.instance },
      { title: 'From', cell: l => l.from },
      { title: 'Size', kind: 'number', cell: l => size(l.bytes) },
      { title: 'Given up', kind: 'number', cell: l => [ago(l.diedAt), ' ago'] },
      { title: 'Tries', kind: 'number', cell: l => String(l.tries) },
      { title: 'Reason', cell: l => l.reason },
      { title: 'Actions', kind: 'actions', cell: l => may('operate') ? [
        action('Retry', () => call('POST', `${path(l)}/retry`)),
        action('Discard', () => call('POST', `${path(l)}/discard`),
          { danger: true, confirm: `Discard this instance for ${l.destination}? It will not be sent there.` })] : '' },
    ], letters, 'Nothing was given up.'),
    total > letters.length ? element('p', { class: 'quiet' }, `The oldest ${letters.length} are shown.`) : null));
}

async function associations(box) {
  const { scps, scus } = await get('/api/associations');
  const columns = [
    { title: 'Association', cell: a => a.id },
    { title: 'Calling', cell: a => a.callingAeTitle },
    { title: 'Called', cell: a => a.calledAeTitle },
    { title: 'Address', cell: a => a.remoteAddress.replace(/^.*\//, '') },
    { title: 'Contexts', kind: 'number', cell: a => String(a.presentationContexts) },
  ];
  const distinct = new Map(scps.flatMap(s => s.associations).map(a => [a.id, a]));
  box.replaceChildren(
    section('From peers', table('From peers', columns, [...distinct.values()], 'No peer has an association open.')),
    section('To peers', table('To peers', columns, scus.flatMap(s => s.associations), 'The hub has no association open.')));
}

async function errors(box) {
  const [hub, failures] = await Promise.all([get('/api/hub'), get('/api/errors')]);
  box.replaceChildren(
    section('Health', hub.down.length === 0
      ? element('p', { class: 'good' }, 'Every check is up.')
      : element('ul', {}, hub.down.map(check => element('li', { class: 'bad' }, `${check} is down`)))),
    hub.refusedRoutes?.length ? section('Route files that were refused',
      element('ul', {}, hub.refusedRoutes.map(text => element('li', { class: 'bad' }, text)))) : '',
    section('Failed deliveries', table('Failed deliveries', [
      { title: 'When', cell: e => [ago(e.errorAt), ' ago'] },
      { title: 'Destination', cell: e => e.destination },
      { title: 'Instance UID', kind: 'uid', cell: e =>
        element('a', { href: `#instances?instance=${encodeURIComponent(e.instance)}` }, e.instance) },
      { title: 'Now', cell: e => element('span', { class: outcomeClass(e.outcome) }, e.outcome) },
      { title: 'Failed', kind: 'number', cell: e => String(e.failures) },
      { title: 'Reason', cell: e => e.error },
    ], failures, 'No delivery has failed.')));
}

const VIEWS = { destinations, studies, instances, 'dead-letters': deadLetters, associations, errors };
const TABS = ['destinations', 'studies', 'dead-letters', 'associations', 'errors'];

// ---- going from view to view

async function show() {
  const [name, query = ''] = (location.hash.slice(1) || TABS[0]).split('?');
  const view = VIEWS[name] ? name : TABS[0];
  const mine = ++generation;
  notice(null);
  for (const link of $('tabs').querySelectorAll('a')) {
    if (link.hash === `#${view}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${view.replace('-', ' ')} – camel-dicom hub`;
  const box = element('div');
  $('main').replaceChildren(box);
  const parameters = new URLSearchParams(query);
  if (VIEWS[view] === studies) {
    const fill = studies(box, parameters);
    refresh = fill;
  } else {
    refresh = () => VIEWS[view](box, parameters);
  }
  await tick(mine);
}

async function tick(mine) {
  clearTimeout(timer);
  if (mine !== generation) return;
  try {
    // what is being looked at with the keyboard must not be replaced below it
    if (!document.hidden && !$('main').contains(document.activeElement?.closest('table'))) {
      await refresh();
      await summary();
    }
  } catch (e) {
    failed(e);
  }
  if (mine === generation) timer = setTimeout(() => tick(mine), REFRESH_MILLIS);
}

async function summary() {
  const hub = await get('/api/hub');
  $('hub-name').textContent = hub.aeTitle;
  $('facts').textContent = `camel-dicom hub ${hub.version}, DICOM on port ${hub.dicomPort}`;
  $('health').textContent = hub.down.length === 0 ? 'up' : `${hub.down.length} down`;
  $('health').className = hub.down.length === 0 ? 'good' : 'bad';
  const { total } = await get('/api/dead-letters?limit=1');
  $('dead-count').textContent = total;
  $('dead-count').hidden = total === 0;
}

async function start() {
  generation++;
  clearTimeout(timer);
  session = await get('/api/session').catch(e => { failed(e); return null; });
  const signedIn = may('view');
  $('tabs').hidden = !signedIn;
  $('user').textContent = session?.user ?? '';
  $('sign-out').hidden = !(session?.user && session.signIn === 'password');
  if (signedIn) return show();
  if (session?.signIn === 'password') return signIn();
  if (session) $('main').replaceChildren(clone('closed-view'));
}

function signIn() {
  const form = clone('sign-in-view');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const { user, password } = form.elements;
    try {
      await call('POST', '/api/session', { user: user.value, password: password.value });
      notice(null);
      await start();
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      notice(e.message);
      password.value = '';
      password.focus();
    }
  });
  $('main').replaceChildren(form);
  form.elements.user.focus();
}

// ---- the frame

function theme(value) {
  document.documentElement.dataset.theme = value;
  localStorage.setItem('theme', value);
}

if (localStorage.getItem('theme')) theme(localStorage.getItem('theme'));
$('theme').addEventListener('click', () => {
  const dark = getComputedStyle(document.documentElement).colorScheme === 'dark';
  theme(dark ? 'light' : 'dark');
});
$('sign-out').addEventListener('click', async () => {
  await call('DELETE', '/api/session').catch(failed);
  await start();
});
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input')) return;
  const tab = TABS[Number(event.key) - 1];
  if (tab && may('view')) location.hash = tab;
  if (event.key === '/' && may('view')) {
    event.preventDefault();
    if (!location.hash.startsWith('#studies')) location.hash = 'studies';
    setTimeout(() => document.querySelector('.search input')?.focus());
  }
});
window.addEventListener('hashchange', () => { if (may('view')) show(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden && may('view')) tick(generation); });
start();
