// open_data.test.mjs - from the page of a network to a table, by keyboard alone and without JavaScript.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, describe, it } from 'node:test';
import { launch, visitor } from './browser.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

// Presses Tab until what has the focus is called so.
async function tabTo(page, name) {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    const words = await page.evaluate(() => document.activeElement.textContent.replace(/\s+/g, ' ').trim());
    if (words === name) return;
  }
  assert.fail(`Tab never comes to "${name}"`);
}

async function goBy(page, name) {
  await tabTo(page, name);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

// What is public is counted by a job, right after the server has started.
async function counted(page) {
  for (const end = Date.now() + 10000; Date.now() < end;) {
    await page.goto('/networks/liepaja/needs');
    if (/\d+ voices/.test(await page.locator('.cards').textContent())) return;
  }
  assert.fail('the voices are never counted');
}

describe('open data', () => {
  for (const width of [360, 1280])
    it(`is found and opened by keyboard, ${width} px`, async () => {
      const context = await visitor(browser, server.base, { width, script: false });
      const page = await context.newPage();
      await counted(page);
      await page.goto('/networks/liepaja');
      await goBy(page, 'Open data');
      assert.equal(new URL(page.url()).pathname, '/networks/liepaja/data');
      assert.equal(await page.locator('h1').textContent(), 'Open data');
      await tabTo(page, 'needs.csv');
      const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
      const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
      assert.equal(lines[0], 'need,title,state,since,reason,group,place,voices_shown,voices,hands');
      // what the page of the network says of each need, and no other number
      await page.goto('/networks/liepaja/needs');
      const cards = await page.locator('.cards > li').allTextContents();
      assert.equal(lines.length - 1, cards.length);
      for (const [i, card] of cards.entries()) {
        const number = lines[i + 1].match(/"number",(\d+),/), said = card.match(/(?<!than )(\d+) voices/);
        assert.equal(number && number[1], said && said[1], card);
      }
      await context.close();
    });

  it('says in plain words what a column means, and leads from datapackage.json to each file', async () => {
    const context = await visitor(browser, server.base, { width: 360, script: false });
    const page = await context.newPage();
    await page.goto('/networks/liepaja/data');
    await goBy(page, 'README.md');
    assert.match(await page.locator('body').textContent(), /Counts below 5 are hidden/);
    await page.goBack();
    await goBy(page, 'datapackage.json');
    const described = JSON.parse(await page.locator('body').textContent());
    for (const resource of described.resources) {
      const answer = await fetch(new URL(resource.path, page.url()));
      assert.equal(answer.status, 200, resource.path);
      assert.equal((await answer.arrayBuffer()).byteLength, resource.bytes, resource.path);
    }
    await context.close();
  });
});
