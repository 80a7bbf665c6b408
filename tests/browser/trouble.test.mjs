// trouble.test.mjs - what goes wrong in a workshop: a clear page in the reader's language, the right status, and nothing
// lost of what was typed. JavaScript is off, so that the pages stand as the server sent them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { person } from './people.mjs';
import { startServer } from './server.mjs';

const way = { script: false, keyboard: false };
let server, browser, code, consolePath;

// Somebody whose page remembers the status of its last answer.
async function somebody(options) {
  const made = await person(browser, server.base, way, options);
  made.page.on('response', response => {
    if (response.request().isNavigationRequest()) made.status = response.status();
  });
  return made;
}

async function joined(language = 'de') {
  const phone = await somebody({ language, width: 360, touch: true });
  await phone.page.goto(`/j/${code}`);
  await phone.press(language === 'de' ? /mitmachen/ : 'Join the meeting');
  return phone;
}

async function coordinator() {
  const lead = await somebody();
  await lead.page.goto('/login');
  await lead.write('Name', 'coordinator-dithmarschen');
  await lead.write('Password', server.demo.match(/password (\S+)/)[1]);
  await lead.press('Sign in');
  return lead;
}

before(async () => {
  server = await startServer();
  browser = await launch();
  code = server.demo.match(/join code (\w+)/)[1];
  consolePath = new URL(server.demo.match(/console (\S+)/)[1]).pathname;
});
after(async () => {
  if (browser) await browser.close();
  if (server) await server.stop();
});

test('a sentence sent twice with one form is said once', async () => {
  const phone = await joined(), lead = await coordinator();
  for (let i = 0; i < 2; i++) {
    await phone.write('Ein Satz', 'Ein Bus nach acht Uhr');
    await phone.press('Absenden');
    await phone.sees('Ihr Satz erscheint');
    await phone.page.goBack();
  }
  await lead.page.goto(consolePath);
  assert.equal(await lead.page.locator('#waiting-list > li', { hasText: 'Ein Bus nach acht Uhr' }).count(), 1);
});

test('ten megabytes of text and signs that cannot be stored come back with a sentence', async () => {
  const phone = await joined();
  phone.patience = 60000; // the browser takes seconds to lay out so long a line, not the server
  phone.page.setDefaultTimeout(60000);
  await phone.write('Ein Satz', 'a'.repeat(10_000_000));
  await phone.press('Absenden');
  await phone.sees('Das ist zu lang');
  assert.equal(phone.status, 422);
  assert.equal(await phone.field('Ein Satz').inputValue(), 'a'.repeat(10_000_000));
  assert.match(await phone.page.title(), /^Fehler:/);
});

test('a wrong code is said in the language of the reader', async () => {
  const phone = await somebody({ language: 'lv', width: 360 });
  await phone.page.goto('/j/ZZZZZ');
  assert.equal(phone.status, 404);
  assert.equal(await phone.page.locator('html').getAttribute('lang'), 'lv');
  assert.equal(await phone.page.locator('.code').inputValue(), 'ZZZZZ');
  assert.equal(await phone.page.locator('#errors').count(), 1);
});

test('two coordinators who word one sentence anew see both', async () => {
  const phone = await joined('en'), one = await coordinator(), two = await coordinator();
  await phone.write('One sentence', 'Somebody for the dog');
  await phone.press('Send');
  for (const each of [one, two]) {
    await each.page.goto(consolePath);
    await each.press('Reword', 'Somebody for the dog');
  }
  await one.write('In other words', 'Somebody who walks the dog', 'Somebody for the dog');
  await one.press('Save and approve', 'Somebody for the dog');
  await two.write('In other words', 'Company for the dog', 'Somebody for the dog');
  await two.press('Save and approve', 'Somebody for the dog');
  assert.equal(two.status, 409);
  await two.sees('It says now:');
  await two.sees('Somebody who walks the dog');
  assert.equal(await two.page.locator('#again-words').inputValue(), 'Company for the dog');
  await two.press('Send again');
  await two.sees('Company for the dog');
});

test('a form with an old token comes back whole, also a sheet of paper', async () => {
  const lead = await coordinator();
  await lead.page.goto(consolePath);
  await lead.press('Type in a sheet');
  await lead.write('Sentence 1', 'From an old page');
  const path = lead.page.url();
  await lead.page.locator('main input[name=token]').evaluate(e => { e.value = 'old'; });
  await lead.press('Save the sheet');
  assert.equal(lead.status, 403);
  await lead.sees('What you wrote is still here');
  await lead.press('Send');
  await lead.sees('The sheet is saved');
  assert.equal(new URL(lead.page.url()).pathname, new URL(path).pathname);
  await lead.page.goto(consolePath);
  await lead.sees('From an old page');
});

test('what belongs to another network is not open, and what is not there is not found', async () => {
  const lead = await coordinator();
  const other = server.demo.match(/Planned:[^]*?(\/workshops\/\w+)/)[1].replace('workshops', 'console');
  await lead.page.goto(other);
  assert.equal(lead.status, 403);
  await lead.sees('This is not open to you');
  await lead.page.goto('/console/0000000000001');
  assert.equal(lead.status, 404);
  const nobody = await somebody({ language: 'sv' });
  await nobody.page.goto(consolePath);
  assert.match(nobody.page.url(), /\/login/);
});

test('who asks again for a fragment that is unchanged is sent nothing', async () => {
  const phone = await joined('en');
  await phone.page.goto(`/w/${code}`);
  const fragment = await phone.page.locator('[data-live]').getAttribute('data-live');
  const { request } = phone.page.context();
  const first = await request.get(fragment);
  assert.equal(first.status(), 200);
  const again = await request.get(fragment, { headers: { 'If-None-Match': first.headers().etag } });
  assert.equal(again.status(), 304);
  assert.equal((await again.body()).length, 0);
});

// The last test: it closes the meeting.
test('what was written for a step that is over is given back', async () => {
  const phone = await joined(), lead = await coordinator();
  await phone.write('Ein Satz', 'Zu spät');
  await lead.page.goto(consolePath);
  await lead.press('Close the meeting');
  await phone.press('Absenden');
  assert.equal(phone.status, 409);
  await phone.sees('Geschlossen, während Sie schrieben');
  await phone.sees('Zu spät');
  await phone.press('Zum Treffen');
  await phone.sees('Dieses Treffen ist zu Ende');
});
