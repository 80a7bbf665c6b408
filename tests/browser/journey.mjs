// journey.mjs - a whole workshop, step by step, as a coordinator and two participants live it. How they act on a page is
// the business of people.mjs, so the same steps are gone with the finger, by keyboard alone and with JavaScript off.
import assert from 'node:assert/strict';
import { person } from './people.mjs';

const password = /password (\S+) as/;

// The people of one workshop: the coordinator at the console, the big screen, two phones.
export async function openHall(server, browser, way) {
  const lead = await person(browser, server.base, way);
  const screen = await person(browser, server.base, { ...way, keyboard: false }, { width: 1280, height: 720 });
  const first = await person(browser, server.base, way, { width: 360, height: 740, touch: !way.keyboard });
  const second = await person(browser, server.base, way, { width: 360, height: 740, touch: !way.keyboard });
  return { server, way, lead, screen, first, second, everybody: [lead, screen, first, second] };
}

export async function leaveHall(hall) {
  for (const each of hall.everybody) await each.page.context().close();
}

async function addStep(lead, kind, title, question, settings, lines) {
  await lead.press(kind);
  await lead.write('Name of the step', title);
  await lead.write('What do you ask people?', question);
  await settings(lead);
  await lead.press('Save');
  if (!lines) return;
  await lead.write('New lines', lines[0]);
  for (const line of lines.slice(1)) {
    await lead.key('Control+End');
    await lead.key('Enter');
    await lead.page.keyboard.type(line);
  }
  await lead.press('Add these lines');
  await lead.sees(lines[lines.length - 1]);
  await lead.press('Library evening');
}

// Where a group has done its part before the coordinator goes on: the number of the statement counts up.
async function answer(phone, words, saved) {
  await phone.press(words);
  await phone.sees(`Saved: ${saved || words}.`);
}

export const steps = {
  async 'the coordinator signs in'({ server, lead }) {
    await lead.page.goto('/login');
    await lead.write('Name', 'coordinator-dithmarschen');
    await lead.write('Password', server.demo.match(password)[1]);
    await lead.press('Sign in');
    await lead.sees('My roles');
    await lead.page.goto('/networks/dithmarschen');
  },

  async 'and plans a workshop'({ lead }) {
    await lead.press('Plan a workshop');
    await lead.press('Go on to the agenda');
    await lead.sees('Please look at this again');
    await lead.write('What is the workshop called?', 'Library evening');
    await lead.write('Where is it?', 'Village library');
    await lead.write('Date', '2026-12-01');
    await lead.write('Begins at', '18:00');
    await lead.write('Ends at', '20:00');
    await lead.choose('In which language is it held?', 'English');
    await lead.press('Go on to the agenda');
    await lead.sees('Village library');
  },

  async 'with ideas, dots and opinions on its agenda'({ lead }) {
    await addStep(lead, 'Ideas', 'Ideas', 'What would make everyday life easier?', async () => {
      await lead.tick('Others can say that they need it too');
    });
    await addStep(lead, 'Dots', 'Dots', 'What do we begin with?', async () => {
      await lead.write('Dots for each person', '3');
    }, ['A bus in the evening', 'A repair café', 'Help with forms']);
    await addStep(lead, 'Opinions', 'Opinions', 'How do you see it?', async () => {
      await lead.tick('People may add statements of their own');
    }, ['The library should open on Sundays', 'We need more benches']);
  },

  async 'opens it, and the big screen'(hall) {
    const { lead, screen } = hall;
    await lead.press('Open the meeting');
    await lead.page.waitForURL(/console/);
    hall.code = (await lead.page.locator('#bench strong').nth(1).innerText()).trim();
    assert.match(hall.code, /^[2-9BCDFGHJKMNPQRSTVWXYZ]{5}$/);
    await screen.page.goto(await lead.page.locator('#big-screen').getAttribute('href'));
    await screen.sees('Join with your phone');
    await screen.sees(hall.code);
    hall.console = lead.page.url();
  },

  async 'one phone joins by the code, in small letters and with a space'({ first, code }) {
    await first.page.goto('/j');
    await first.write('Code', 'qqqqq');
    await first.press('Join');
    await first.sees('No meeting has this code at the moment');
    const small = code.toLowerCase();
    await first.write('Code', `${small.slice(0, 2)} ${small.slice(2)}`);
    await first.press('Join');
    await first.sees('Village library');
    await first.press('Join the meeting');
    await first.sees('You are in');
  },

  async 'the other by the address of the QR code'({ lead, screen, second, code }) {
    await second.page.goto(`/j/${code}`);
    await second.press('Join the meeting');
    await second.sees('Look at the big screen');
    await screen.sees('2 people here');
    await lead.sees('2 people are here');
  },

  async 'the first step opens, and everybody follows'({ lead, screen, first, second }) {
    await lead.press('Next: Ideas');
    for (const each of [screen, first, second]) await each.sees('What would make everyday life easier?');
  },

  async 'people send ideas, which the coordinator sees'({ lead, first, second }) {
    await first.write('One sentence', 'A bus that runs after eight');
    await first.press('Send');
    await first.sees('It appears when the team has read it');
    await first.write('One sentence', 'Somebody who explains letters from the office');
    await first.press('Send');
    await second.write('One sentence', 'My neighbour Erna is alone');
    await second.press('Send');
    await lead.sees('Waiting for you: 3');
    for (const words of ['My neighbour Erna is alone', 'Somebody who explains letters']) await lead.seesCard(words);
    await second.seesNot('A bus that runs after eight');
  },

  async 'she approves one, words one anew, and leaves one for later'({ lead, screen, first, second }) {
    await lead.press('Approve', 'A bus that runs');
    for (const each of [screen, second]) await each.sees('A bus that runs after eight');
    await lead.press('Reword', 'Erna');
    await lead.write('In other words', 'A visit for people who live alone', 'Erna');
    await lead.press('Save and approve', 'Erna');
    await screen.sees('A visit for people who live alone');
    await first.seesCard('A visit for people who live alone');
    await lead.press('Not now', 'Somebody who explains');
    await lead.sees('Nothing waits.');
    await lead.press('Bring it back', 'Somebody who explains');
    await screen.sees('Somebody who explains letters');
    for (const each of [first, second]) await each.seesCard('Somebody who explains letters');
  },

  async 'sorts them under themes, while somebody writes'({ lead, screen, first, second }) {
    await first.write('One sentence', 'Half a thou');
    await lead.write('New theme', 'Getting about');
    await lead.press('Add the theme');
    await lead.press('Sort or take down', 'A bus that runs');
    await lead.choose('Theme', 'Getting about', 'A bus that runs');
    await lead.press('Put it there', 'A bus that runs');
    for (const each of [screen, second]) await each.sees('Getting about');
    if (!first.way.script) return;
    await first.sees('Getting about');
    assert.equal(await first.field('One sentence').inputValue(), 'Half a thou');
    assert.ok(await first.field('One sentence').evaluate(e => e === document.activeElement), 'the focus has moved');
  },

  // What was typed stays, and the page goes on when there is a network again.
  async 'one phone loses the network, and has it again'({ lead, first }) {
    await first.page.context().setOffline(true);
    await first.write('One sentence', 'A lift to the doctor');
    await lead.write('New theme', 'Being together');
    await lead.press('Add the theme');
    await lead.press('Sort or take down', 'A visit for people');
    await lead.choose('Theme', 'Being together', 'A visit for people');
    await lead.press('Put it there', 'A visit for people');
    await first.seesNot('Being together');
    await first.page.context().setOffline(false);
    if (first.way.script) await first.sees('Being together');
    assert.equal(await first.field('One sentence').inputValue(), 'A lift to the doctor');
    await first.press('Send');
    await first.sees('It appears when the team has read it');
    await first.sees('Being together');
    await lead.seesCard('A lift to the doctor');
    await lead.press('Not now', 'A lift to the doctor');
  },

  async 'and people say what they need too'({ lead, screen, first, second }) {
    await second.press('I need this too', 'A bus that runs');
    await second.sees('1 person needs this too');
    await first.press('I need this too', 'A bus that runs');
    await first.sees('2 people need this too');
    await first.press('You need this too. Take back', 'A bus that runs');
    await first.sees('1 person needs this too');
    await lead.press('Show the results');
    for (const each of [lead, screen, second]) await each.sees('People: 1');
    await lead.press('Hide the results');
    await screen.seesNot('People: 1');
  },

  // Reported by a participant, taken down with a reason, gone everywhere.
  async 'one idea is reported and taken down with a reason'({ lead, screen, first, second }) {
    await second.press('Report this', 'Somebody who explains');
    await second.press('Report it to the team', 'Somebody who explains');
    await second.sees('The team looks at it');
    await lead.sees('Reported');
    await lead.press('Take it down', 'It stays');
    await lead.sees('Something is missing here');
    await lead.write('Reason', 'It names an office', 'It stays');
    await lead.press('Take it down', 'It stays');
    await lead.sees('It names an office');
    for (const each of [screen, first]) await each.seesNot('Somebody who explains letters');
  },

  async 'a sheet of paper looks right in print, and is typed in'({ lead, screen }) {
    await lead.press('Print sheets');
    await lead.page.emulateMedia({ media: 'print' });
    await lead.sees('Write one sentence on each line');
    assert.ok(!await lead.page.getByText('Back to the console').isVisible(), 'the way back would be printed');
    await lead.page.emulateMedia({ media: null });
    await lead.press('Back to the console');
    await lead.press('Type in a sheet');
    await lead.write('Sentence 1', 'A bench at the bus stop');
    await lead.press('Save the sheet');
    await lead.sees('The sheet is saved');
    await lead.press('Back to the console');
    await screen.sees('A bench at the bus stop');
  },

  async 'the next step: dots are put and taken back'({ lead, screen, first, second }) {
    await lead.press('Next: Dots');
    for (const each of [first, second]) await each.sees('Dots left: 3 of 3');
    await screen.sees('What do we begin with?');
    for (let i = 2; i >= 0; i--) {
      await first.press('One dot more', 'A bus in the evening');
      await first.sees(`Dots left: ${i} of 3`);
    }
    assert.ok(await first.button('One dot more', 'A repair café').isDisabled(), 'a fourth dot could be put');
    await first.press('One dot less', 'A bus in the evening');
    await first.sees('Dots left: 1 of 3');
    await second.press('One dot more', 'Help with forms');
    await second.sees('Dots left: 2 of 3');
    await lead.press('Show the results');
    await screen.sees('Dots: 2');
  },

  async 'hands are counted in the room'({ lead, screen }) {
    await lead.press('Count hands', 'A repair café');
    await lead.write('Hands', '7', 'A repair café');
    await lead.press('Save the count', 'A repair café');
    for (const each of [lead, screen]) await each.sees(/By show of hands:\s*Dots: 7/);
  },

  async 'a sheet with too many dots comes back as it was typed'({ lead, screen }) {
    await lead.press('Type in a sheet');
    await lead.write('Help with forms', '9');
    await lead.press('Save the sheet');
    await lead.sees('Please look at this again');
    assert.equal(await lead.field('Help with forms').inputValue(), '9');
    await lead.write('Help with forms', '3');
    await lead.press('Save the sheet');
    await lead.sees('The sheet is saved');
    await lead.press('Back to the console');
    await screen.sees('Dots: 4');
  },

  async 'the screen is frozen, and goes on'({ lead, screen, first }) {
    await lead.press('Freeze');
    await lead.sees('The screen is frozen');
    await first.press('One dot more', 'Help with forms');
    await first.sees('Dots left: 0 of 3');
    await lead.sees('Dots: 5');
    if (screen.way.script) await screen.sees('Dots: 4'); // it keeps what it has; loaded anew it says that it pauses
    else await screen.sees('The screen is paused.');
    await lead.press('Go on showing');
    await screen.sees('Dots: 5');
    await lead.press('Blank');
    await screen.seesNot('What do we begin with?');
    await lead.press('Show the screen again');
    await screen.sees('What do we begin with?');
    await lead.press('Dark room');
    await screen.waitFor('the screen stays light', async () => await screen.page.locator('html').getAttribute('data-theme') === 'dark');
    await lead.press('Light room');
    await screen.waitFor('the screen stays dark', async () => await screen.page.locator('html').getAttribute('data-theme') !== 'dark');
  },

  async 'the server starts anew, and everybody follows on'({ server, lead, screen, second }) {
    const before = await server.serving();
    process.kill(server.pid, 'SIGHUP');
    await lead.waitFor('the old server goes on', async () => await server.serving() !== before);
    await second.press('One dot more', 'A repair café');
    await second.sees('Dots left: 1 of 3');
    for (const each of [lead, screen]) await each.sees('Dots: 1');
  },

  async 'opinions: one statement at a time'({ lead, screen, first, second }) {
    await lead.press('Next: Opinions');
    for (const each of [first, second]) await each.sees('Statement 1 of 2');
    await screen.sees('How do you see it?');
    await answer(first, 'Agree');
    await first.sees('Statement 2 of 2');
    await first.press('Change');
    await answer(first, 'Disagree');
    await answer(first, 'Not sure');
    await first.sees('You have answered everything');
    await second.press("I'd rather not say");
    await second.sees('Statement 2 of 2');
    await answer(second, 'Agree');
  },

  async 'somebody adds a statement, and the other answers it'({ lead, first, second }) {
    await first.write('One sentence', 'Young people need a room of their own');
    await first.press('Send');
    await first.sees('It appears when the team has read it');
    await lead.sees('Waiting for you: 1');
    await lead.press('Approve', 'Young people');
    await second.sees('Young people need a room of their own');
    await answer(second, 'Agree');
  },

  // What stands on the page and what is answered are the same, also where the statement was taken away from under a finger.
  async 'a statement is taken down while somebody looks at it'(hall) {
    const { server, lead, first, second, way } = hall;
    await second.sees('You have answered everything');
    for (const words of ['The shop should sell stamps', 'The shop should close']) {
      await first.write('One sentence', words);
      await first.press('Send');
      await lead.sees('Waiting for you: 1');
      await lead.press('Approve', words);
    }
    await second.sees(/^The shop should/);
    const seen = await second.text(/^The shop should/).innerText();
    const other = /stamps/.test(seen) ? 'The shop should close' : 'The shop should sell stamps';
    await lead.press('Sort or take down', seen);
    await lead.write('Reason', 'It names a shop', seen);
    await lead.press('Take it down', seen);
    await second.sees(other);
    if (way.keyboard) { // the numbers answer while the focus is on the ballot
      await second.tabTo(second.button('Agree'));
      await second.key('3');
      await second.sees('Saved: Disagree.');
    } else {
      await answer(second, 'Disagree');
    }
    const id = lead.page.url().match(/console\/(\w+)/)[1];
    const { activities } = JSON.parse(await server.command('export', 'workshop', id, '--format', 'json'));
    const statements = activities.find(each => each.kind === 'opinions').statements;
    assert.equal(statements.find(each => each.text === other).disagree, 1);
    assert.equal(statements.find(each => each.text === seen).disagree, 0);
  },

  async 'results are opened: bars without numbers below five'({ lead, screen, first }) {
    await lead.press('Show the results');
    await screen.sees('The library should open on Sundays');
    await screen.seesNot(/Agree: \d/);
    await first.sees('We need more benches');
  },

  async 'the meeting is closed'({ lead, screen, first, second }) {
    await lead.press('Close the meeting');
    await screen.sees('This meeting is over');
    for (const each of [first, second]) await each.sees('Thank you for being there');
    await first.press('See the results');
    await first.sees('What do we begin with?');
    await first.sees('No numbers: they are below 5, or would tell one that is.');
    await first.seesNot('Dots: 5');
    await lead.press('The page everybody can read');
    await lead.sees('Dots: 5'); // the team sees true counts
    await lead.press('To the console');
  },

  async 'and opened again'({ lead, screen, second, code }) {
    await lead.press('Open the meeting again');
    await screen.sees(code);
    await second.page.goto(`/j/${code}`);
    await second.seesNot('This meeting is over');
  },
};
