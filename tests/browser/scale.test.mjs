// scale.test.mjs - a scale from planning to its result, with a narrow phone: five equal answers, changed, on the screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage, visitor } from './browser.mjs';
import { axeCheck, fits } from './checks.mjs';
import { startServer } from './server.mjs';

let server, browser;

before(async () => {
  server = await startServer();
  browser = await launch();
});
after(async () => {
  if (browser) await browser.close();
  if (server) await server.stop();
});

// These change the page: what comes after begins with going somewhere.
const everything = async page => [...await axeCheck(page), ...await fits(page)];

async function press(page, words) {
  await page.locator('button', { hasText: words }).first().click();
  await page.waitForLoadState();
}

test('a scale is planned, answered with a phone, changed, and read', async () => {
  const team = await openPage(await visitor(browser, server.base), server.base);
  await team.goto('/login');
  await team.fill('[name=name]', 'lead');
  await team.fill('[name=password]', server.demo.match(/\b[a-z]+(?:-[a-z]+){3}\b/)[0]);
  await team.locator('main form button').first().click();
  await team.goto('/networks/dithmarschen');
  const workshop = (await team.locator('a[href^="/workshops/"]').first().getAttribute('href')).split('/')[2];
  await team.goto(`/workshops/${workshop}/activities/new?kind=scale`);
  assert.deepEqual(await everything(team), []);
  await team.goto(`/workshops/${workshop}/activities/new?kind=scale`);
  for (const [name, words] of Object.entries({ title: 'Heimweg', question: 'Wie sicher?', low: 'gar nicht', high: 'sehr' }))
    await team.fill(`[name=${name}]`, words);
  await press(team, 'Save');
  const step = new URL(team.url()).pathname.split('/').pop();
  await team.fill('[name=lines]', 'Am Tag\nAm Abend');
  await press(team, 'Add these lines');
  await team.goto(`/console/${workshop}?activity=${step}`);
  await press(team, 'Open this step');
  const code = (await team.locator('body').innerText()).match(/Code\s+([A-Z0-9]{5})/)[1];

  const phone = await openPage(await visitor(browser, server.base, { width: 360, height: 640 }), server.base);
  await phone.goto(`/j/${code}`);
  await phone.locator('main form button').last().click();
  await phone.waitForURL(/\/w\//);
  const answers = phone.locator('.scale').last().locator('button');
  for (const at of [1, 4]) {
    await answers.nth(at).click();
    await phone.locator(`.scale:last-of-type button[aria-pressed=true][value="${at + 1}"]`).waitFor();
  }
  assert.equal(await phone.locator('[aria-pressed=true]').count(), 1);
  const box = await answers.nth(4).boundingBox(); // the page goes on where the answer was given
  assert.ok(box.y > 0 && box.y + box.height < 640, `the answer is at ${box.y}`);
  assert.deepEqual(await everything(phone), []);

  await team.goto(`/console/${workshop}?activity=${step}`);
  await press(team, 'Show the results');
  await team.goto(await team.locator('a', { hasText: 'Open the big screen' }).getAttribute('href'));
  assert.match(await team.locator('main, body').first().innerText(), /5 \(sehr\)/);
  assert.deepEqual(await everything(team), []);
  assert.deepEqual([...team.troubles, ...phone.troubles], []);
});
