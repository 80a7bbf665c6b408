// kiosk.test.mjs - a computer that many share: whoever is done, or has gone, leaves nothing behind.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { launch, openPage, visitor } from './browser.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});
const code = /join code (\w+)/.exec(server.demo)[1];

// A browser on which somebody chose "Many people use this computer" at /display.
async function sharedComputer(options) {
  const context = await visitor(browser, server.base, options);
  const page = await openPage(context, server.base);
  await page.clock.install();
  await page.goto('/display');
  await page.check('#kiosk');
  await Promise.all([page.waitForEvent('load'), page.click('main button')]);
  return page;
}

async function joinMeeting(page) {
  await page.goto(`/j/${code}`);
  await Promise.all([page.waitForURL(/\/w\//), page.click('main form button')]);
}

async function cookieNames(page) {
  return (await page.context().cookies()).map(cookie => cookie.name).sort();
}

describe('a shared computer', () => {
  it('is one by choice, stays one, and stops being one by choice', async () => {
    const page = await sharedComputer();
    assert.equal(await page.locator('html[data-kiosk]').count(), 1);
    // Letters and colours of one visit do not end it.
    await page.goto('/display');
    await page.check('#contrast');
    await Promise.all([page.waitForEvent('load'), page.locator('main form button').first().click()]);
    assert.equal(await page.locator('html[data-kiosk][data-contrast]').count(), 1);
    await page.goto('/display');
    await page.click('main details summary');
    await Promise.all([page.waitForEvent('load'), page.click('main details a')]);
    assert.equal(await page.locator('html[data-kiosk]').count(), 0);
    await page.context().close();
  });

  it('keeps no page, and its cookies end with the browser', async () => {
    const page = await sharedComputer();
    for (const path of ['/', '/networks', `/j/${code}`]) {
      await page.goto(path);
      assert.equal(page.answer.headers()['cache-control'], 'no-store', path);
    }
    const cookies = await page.context().cookies();
    assert.equal(cookies.find(cookie => cookie.name === 'v').expires, -1);
    await page.context().close();
  });

  it('forgets the visit when somebody starts again, and the way back shows nothing of it', async () => {
    const page = await sharedComputer();
    await page.goto('/display?language=de&back=/');
    await joinMeeting(page);
    assert.match(await page.locator('html').getAttribute('lang'), /de/);
    const ended = page.waitForResponse(response => response.url().endsWith('/start-again'));
    await page.click('.top .again');
    assert.equal(await (await ended).headerValue('clear-site-data'), '"cache", "storage"');
    await page.waitForURL(server.base + '/');
    assert.equal(await page.locator('html[data-kiosk][lang=en]').count(), 1);
    await page.goBack();
    assert.equal(new URL(page.url()).pathname, `/j/${code}`); // asked to join, as one who was never in
    await page.context().close();
  });

  it('ends a login too', async () => {
    const page = await sharedComputer();
    await page.goto('/login');
    await page.fill('[name=name]', 'lead');
    await page.fill('[name=password]', 'amber-birch-lantern-ferry');
    await Promise.all([page.waitForURL(url => url.pathname !== '/login'), page.click('main button')]);
    assert.ok((await cookieNames(page)).includes('login'));
    await page.click('.top .again');
    await page.waitForURL(server.base + '/');
    assert.deepEqual((await cookieNames(page)).filter(name => /login|l/.test(name)), []);
    await page.context().close();
  });

  it('asks after 90 seconds, goes on with what was typed, and ends after 30 more', async () => {
    const page = await sharedComputer();
    await page.goto('/j');
    await page.fill('#code', 'BCD');
    await page.clock.runFor(89_000);
    assert.equal(await page.locator('#idle').isVisible(), false);
    await page.clock.runFor(2_000);
    assert.equal(await page.locator('#idle').isVisible(), true);
    await page.click('#idle button');
    assert.equal(await page.locator('#idle').isVisible(), false);
    assert.equal(await page.inputValue('#code'), 'BCD');
    await page.clock.runFor(91_000);
    await page.clock.runFor(29_000);
    assert.equal(new URL(page.url()).pathname, '/j');
    await page.clock.runFor(2_000);
    await page.waitForURL(server.base + '/');
    await page.context().close();
  });

  it('asks without JavaScript too, on a page of its own', async () => {
    const page = await sharedComputer({ script: false });
    await joinMeeting(page);
    const refresh = () => page.locator('meta[http-equiv=refresh]').evaluateAll(all => all.map(each => each.content));
    assert.deepEqual(await refresh(), [`300;url=/still-there?back=%2Fw%2F${code}`]);
    await page.goto(`/still-there?back=%2Fw%2F${code}`);
    assert.deepEqual(await refresh(), ['30;url=/start-again']);
    await Promise.all([page.waitForEvent('load'), page.click('main a')]);
    assert.equal(new URL(page.url()).pathname, `/w/${code}`);
    await page.context().close();
  });

  it('shows no way out to other sites', async () => {
    const page = await sharedComputer();
    for (const path of ['/', '/about', '/networks', '/networks/dithmarschen', '/display', '/login']) {
      await page.goto(path);
      const out = await page.locator('a[href], form[action]').evaluateAll(all => all
        .map(each => new URL(each.getAttribute('href') || each.getAttribute('action'), location.href))
        .filter(each => each.origin !== location.origin).map(each => each.href));
      assert.deepEqual(out, [], path);
    }
    await page.context().close();
  });

  it('leaves browsers alone that are nobody else’s', async () => {
    const context = await visitor(browser, server.base, {});
    const page = await openPage(context, server.base);
    await page.goto(`/j/${code}`);
    assert.equal(await page.locator('.again, #idle').count(), 0);
    await joinMeeting(page);
    await page.goto('/start-again');
    await page.goto(`/w/${code}`);
    assert.equal(new URL(page.url()).pathname, `/w/${code}`); // still in the meeting
    await context.close();
  });
});
