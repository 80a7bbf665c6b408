// archive.test.mjs - the copy that `sempre archive` writes: read from a folder, without a server and without JavaScript.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, visitor } from './browser.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
const folder = join(server.folder, 'copy');
await server.command('archive', folder);
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});
const start = pathToFileURL(join(folder, 'index.html')).href;

// What went wrong while pages were read: requests that failed, and any that left the folder.
async function reader() {
  const context = await visitor(browser, undefined, { script: false, width: 360 });
  const page = await context.newPage();
  page.troubles = [];
  page.on('requestfailed', request => page.troubles.push(`failed: ${request.url()}`));
  page.on('request', request => {
    if (!request.url().startsWith('file:')) page.troubles.push(`left the folder: ${request.url()}`);
  });
  return page;
}

describe('the copy of the public pages', () => {
  it('leads from the choice of a language to a need, and to the same page in another language', async () => {
    const page = await reader();
    await page.goto(start);
    await page.click('main a[hreflang=de] >> nth=0');
    assert.match(page.url(), /\/de\/index\.html$/);
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await page.click('main a[href="networks.html"]');
    await page.click('main a[href="networks_liepaja.html"] >> nth=0');
    await page.click('main a[href^="needs_"] >> nth=0');
    const german = await page.locator('h1').innerText();
    assert.match(await page.locator('footer').innerText(), /Dies ist eine Kopie dieser Seiten/);
    await page.click('summary >> nth=0');
    await page.click('header a[hreflang=lv] >> nth=0');
    assert.match(page.url(), /\/lv\/needs_\w+\.html$/);
    assert.notEqual(await page.locator('h1').innerText(), german);
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });

  it('has the style sheet, and nothing that could be sent', async () => {
    const page = await reader();
    await page.goto(start.replace('index.html', 'en/networks.html'));
    const style = await page.locator('.cards').first().evaluate(list => getComputedStyle(list).listStyleType);
    assert.equal(style, 'none');
    assert.equal(await page.locator('link[rel=stylesheet][href^="../assets/"]').count(), 1);
    assert.equal(await page.locator('form, input, button, script').count(), 0);
    assert.deepEqual(await page.context().cookies(), []);
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });
});
