// workshop.test.mjs - a whole workshop with four browsers at once: console, big screen and two phones.
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { leaveHall, openHall, steps } from './journey.mjs';
import { ways } from './people.mjs';
import { startServer } from './server.mjs';
import assert from 'node:assert/strict';

let server, browser;

before(async () => {
  server = await startServer();
  browser = await launch();
});
after(async () => {
  if (browser) await browser.close();
  if (server) await server.stop();
});

for (const [name, way] of Object.entries(ways)) {
  test(`a whole workshop ${name}`, async () => {
    const hall = await openHall(server, browser, way);
    for (const [step, live] of Object.entries(steps)) {
      try {
        await live(hall);
      } catch (error) {
        error.message = `${step}: ${error.message}`;
        throw error;
      }
    }
    for (const each of hall.everybody) assert.deepEqual(each.page.troubles, []);
    await leaveHall(hall);
  });
}
