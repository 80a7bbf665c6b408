// live.test.mjs - a page that follows what others do: it is polite to whoever listens, and nothing moves under a finger.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch } from './browser.mjs';
import { person, ways } from './people.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});
const code = /join code (\w+)/.exec(server.demo)[1];
const console_ = new URL(/console (\S+)/.exec(server.demo)[1]).pathname;
const password = /password (\S+) as/.exec(server.demo)[1];
let number = 0;

async function speaker() {
  const phone = await person(browser, server.base, ways['by finger and mouse'], { width: 360, height: 740 });
  await phone.page.goto(`/j/${code}`);
  await phone.press('Join');
  return phone;
}

async function say(phone, words) {
  await phone.write('One sentence', words);
  await phone.press('Send');
  await phone.sees('It appears when the team has read it');
}

// The console of the demonstration's running workshop. `clock`: the page's time can be moved on.
async function consoleOf(clock) {
  const lead = await person(browser, server.base, ways['by finger and mouse']);
  await lead.page.goto('/login');
  await lead.write('Name', 'lead');
  await lead.write('Password', password);
  await lead.press('Sign in');
  if (clock) await lead.page.clock.install();
  await lead.page.goto(console_);
  return lead;
}

// Everything that can be read or pressed, and where it is.
function places(page) {
  return page.evaluate(() => [...document.querySelectorAll('main :is(li, button:not(.more), summary, h2, h3, p)')]
    .filter(e => e.checkVisibility())
    .map(e => {
      const { left, top, width, height } = e.getBoundingClientRect();
      return `${e.tagName} ${e.textContent.replace(/\d+/g, '').trim().slice(0, 50)} ${[left, top, width, height]}`;
    }));
}

test('new cards wait behind a button: nothing moves, the focus stays, and the reader decides', async () => {
  const phone = await speaker(), lead = await consoleOf(false);
  const first = `First of all ${++number}`;
  await say(phone, first);
  await lead.seesCard(first);
  await lead.page.getByRole('button', { name: 'Approve' }).first().focus();
  await lead.page.evaluate(() => { document.activeElement.dataset.here = 'yes'; });
  const before = await places(lead.page);
  for (const words of ['A second one', 'And a third one']) await say(phone, words);
  await lead.page.locator('main > button.more', { hasText: 'Show new ones (2)' }).waitFor();
  assert.deepEqual((await places(lead.page)).filter((place, i) => place !== before[i]), []);
  assert.equal(await lead.page.evaluate(() => document.activeElement.dataset.here), 'yes');
  assert.equal(await lead.text('A second one').count(), 0);
  await lead.press('Show new ones');
  for (const words of [first, 'A second one', 'And a third one']) await lead.sees(words);
  const focused = await lead.page.evaluate(() => document.activeElement.textContent);
  assert.match(focused, /A second one|And a third one/);
  assert.equal(await lead.page.locator('main > button.more:visible').count(), 0);
  for (const each of [phone, lead]) await each.page.context().close();
});

test('what is new is said at most every 20 seconds, and then the latest', async () => {
  const phone = await speaker(), lead = await consoleOf(true);
  await say(phone, `To begin with ${++number}`);
  await lead.seesCard(`To begin with ${number}`);
  await lead.page.evaluate(() => {
    window.spoken = [];
    new MutationObserver(() => window.spoken.push({ at: Date.now(), words: document.getElementById('say').textContent }))
      .observe(document.getElementById('say'), { childList: true, characterData: true, subtree: true });
  });
  for (let i = 1; i <= 10; i++) {
    await say(phone, `Another one ${++number}`);
    await lead.page.locator('main > button.more', { hasText: `Show new ones (${i})` }).waitFor();
    await lead.page.clock.runFor(6000);
  }
  await lead.page.clock.runFor(30000);
  const spoken = await lead.page.evaluate(() => window.spoken);
  assert.ok(spoken.length >= 3 && spoken.length <= 6, JSON.stringify(spoken));
  for (let i = 1; i < spoken.length; i++) assert.ok(spoken[i].at - spoken[i - 1].at >= 20000, JSON.stringify(spoken));
  assert.equal(spoken.at(-1).words, 'Show new ones (10)');
  for (const each of [phone, lead]) await each.page.context().close();
});
