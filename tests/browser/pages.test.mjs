// pages.test.mjs - every page in each width and in each way people may read it; what is missing from this list fails.
//
// Everything is asked in each width in light, large, easy and kiosk mode. Dark and contrast change nothing but colours, which
// style.test.mjs holds: there axe's rules of colours run, in each width too. Modes are set on <html> as the server sets them,
// which a test below holds; what the server draws otherwise is asked for anew.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { launch, modes, openPage, visitor, widths } from './browser.mjs';
import { besides, ending, getCard, join, meeting, resting, signIn } from './catalogue.mjs';
import { axeCheck, basics, firstVisit, fits } from './checks.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

const people = { visitor: undefined };
people.coordinator = await signIn(browser, server, 'coordinator-dithmarschen');
people.lead = await signIn(browser, server, 'lead');
people.operator = await signIn(browser, server, ...await server.addOperator());
const { pages, at } = await resting(browser, server, people);
people.participant = await join(browser, server, at.code);
people.owner = await getCard(browser, server, await join(browser, server, at.code), 'dithmarschen');
const seen = new Set(); // paths of pages that were looked at

// The cookies of somebody in a mode; on a first visit the style sheet comes inside the page.
const cookiesOf = who => (people[who] ? people[who].cookies : []).filter(cookie => cookie.name !== 'c' && cookie.name !== 'l');

async function setMode(page, mode) {
  await page.emulateMedia({ colorScheme: mode.scheme || 'light', reducedMotion: 'reduce' });
  await page.evaluate(attributes => {
    const html = document.documentElement;
    for (const name of ['data-contrast', 'data-theme', 'data-size', 'data-easy', 'data-kiosk']) html.removeAttribute(name);
    for (const [name, value] of Object.entries(attributes)) html.setAttribute(name, value);
  }, mode.attributes);
}

async function lookAt(entry) {
  const context = await visitor(browser, server.base, { state: { cookies: cookiesOf(entry.who), origins: [] } });
  const page = await openPage(context, server.base);
  const wrong = [];
  try {
    if (entry.shared) await context.request.get('/display?set=1&kiosk=1&back=/healthz');
    await page.goto(entry.path);
    if (entry.act) await entry.act(page);
    if (entry.onTheWay) return;
    const status = entry.status || 200;
    if (page.answer.status() !== status) wrong.push(`answers ${page.answer.status()} where ${status} was expected`);
    if (status === 200) seen.add(new URL(entry.path, server.base).pathname).add(new URL(page.url()).pathname);
    wrong.push(...await firstVisit(page), ...await basics(page));
    for (const [name, mode] of Object.entries(modes)) {
      // What the server draws otherwise is asked for, where the page can be asked for again.
      if ((name === 'easy' || name === 'kiosk') && !entry.act && !entry.shared) {
        await context.request.get(`/display?set=1&${mode.display}&back=/healthz`);
        await page.goto(entry.path);
      } else {
        await setMode(page, mode);
      }
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        const found = await axeCheck(page, !mode.fits);
        if (mode.fits) found.push(...await fits(page, name === 'kiosk' ? 60 : 44));
        wrong.push(...found.map(each => `${name}, ${width} px: ${each}`));
      }
    }
  } finally {
    await context.close();
  }
  assert.ok(wrong.length === 0, `\n${wrong.join('\n')}`);
}

describe('every page can be read and used by everybody', { concurrency: 2 }, () => {
  describe('the meeting, step by step', { concurrency: 1 }, () => {
    for (const entry of meeting(at)) it(entry.name, () => lookAt(entry));
  });
  for (const entry of pages) it(`${entry.name} (${entry.who})`, () => lookAt(entry));
});

describe('the meeting is over', { concurrency: 1 }, () => {
  for (const entry of ending(at)) it(entry.name, () => lookAt(entry));
});

it('modes are written into the page as they are tried here', async () => {
  const context = await visitor(browser, server.base, {});
  const page = await context.newPage();
  for (const mode of Object.values(modes)) {
    await page.goto(`/display?set=1&${mode.display || ''}&back=/about`);
    const found = await page.evaluate(() => Object.fromEntries([...document.documentElement.attributes]
      .map(each => [each.name, each.value]).filter(([name]) => /^data-(?!frame)/.test(name))));
    assert.deepEqual(found, mode.attributes);
  }
  await context.close();
});

it('what pages ask for beside themselves answers', async () => {
  for (const [who, path, type, start] of besides(at)) {
    const cookie = cookiesOf(who).map(each => `${each.name}=${each.value}`).join('; ');
    const stop = new AbortController();
    const answer = await fetch(server.base + path, { headers: { cookie, 'x-fragment': '1' }, signal: stop.signal });
    assert.equal(answer.status, 200, path);
    assert.match(answer.headers.get('content-type'), type, path);
    const reader = answer.body.getReader();
    assert.match(new TextDecoder().decode((await reader.read()).value), start, path);
    stop.abort();
    seen.add(path.split('?')[0]);
  }
});

it('every address that `sempre routes` prints was looked at', async () => {
  const routes = (await server.command('routes')).split('\n').filter(line => line.startsWith('GET '))
    .map(line => line.split(/\s+/)[1]);
  assert.ok(routes.length > 40);
  // As the router does: a word in the pattern wins over a parameter, from the left.
  const order = pattern => pattern.split('/').map(part => (part.startsWith(':') ? '1' : '0')).join('');
  routes.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const patterns = routes.map(route => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`));
  const visited = new Set([...seen].map(path => patterns.findIndex(pattern => pattern.test(path))));
  assert.deepEqual(routes.filter((_, i) => !visited.has(i)), []);
});
