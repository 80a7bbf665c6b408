// pages.test.mjs - every page, in each width and in each way people may read it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage, visitor, widths } from './browser.mjs';
import { everything, firstVisit } from './checks.mjs';
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

for (const path of ['/', '/networks']) {
  test(`${path} is small, can be used by all, and fits`, async () => {
    const wrong = await firstVisit(server.base, path);
    for (const width of widths) {
      const context = await visitor(browser, server.base, { width });
      const page = await openPage(context, server.base);
      await page.goto(path);
      wrong.push(...await everything(page));
      await context.close();
    }
    assert.deepEqual(wrong, []);
  });
}
