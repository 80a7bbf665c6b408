// texts.test.mjs - a text is changed, its translation follows side by side, and a reader gets both: by finger, by keyboard, without
// JavaScript, on a phone of 320 px.
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { person, ways } from './people.mjs';
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

let round = 0;
for (const [name, way] of Object.entries(ways)) {
  test(`a translation is brought up to date ${name}`, async () => {
    const day = ['Mondays', 'Tuesdays', 'Fridays'][round], tag = ['montags', 'dienstags', 'freitags'][round++];
    const team = await person(browser, server.base, way, { width: 320, height: 700 });
    await team.page.goto('/login');
    await team.write('Name', 'coordinator-dithmarschen');
    await team.write('Password', 'amber-birch-lantern-ferry');
    await team.press('Sign in');
    await team.page.goto('/networks/dithmarschen/edit');
    await team.press('What it does');
    await team.press('Change', 'Written first');
    await team.write('Text', `Parents meet on ${day}, and there is always coffee.\n\nChildren are looked after.`);
    await team.press('Save');
    // The list says so first, and leads to the page.
    await team.page.goto('/networks/dithmarschen');
    await team.press('Edit texts');
    await team.sees('How far each language is');
    await team.press('Deutsch: out of date', `Parents meet on ${day}`);
    // What changed in the source stands beside the words.
    assert.ok(await team.page.locator('main del').count() > 0 || round > 1);
    assert.match(await team.page.locator('main .pairs > li').first().innerText(), new RegExp(day));
    assert.ok(await team.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await team.write('Deutsch', `Eltern treffen sich ${tag}, und es gibt immer Kaffee.`, 'Paragraph 1');
    await team.press('Save');
    await team.sees('Saved.');
    if (round === 1) { // the second paragraph is new: it has no words yet
      await team.sees('1 paragraph needs work:');
      await team.write('Deutsch', 'Kinder werden betreut.', 'Paragraph 2');
    }
    await team.tick('Checked: somebody who knows the language well has read it', 'State');
    await team.press('Save');
    await team.sees('Every paragraph is as in the text that was written first.');
    const reader = await person(browser, server.base, way, { language: 'de' });
    await reader.page.goto('/networks/dithmarschen');
    await reader.sees(`Eltern treffen sich ${tag}, und es gibt immer Kaffee.`);
    await reader.sees('Kinder werden betreut.');
    assert.equal(await reader.page.getByText('nicht mehr aktuell').count(), 0);
    for (const each of [team, reader]) {
      assert.deepEqual(each.page.troubles, []);
      await each.page.context().close();
    }
  });
}
