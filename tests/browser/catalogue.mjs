// catalogue.mjs - every page of the program: who opens it, at which address, and what is done to see it.
//
// An entry: { name, who, path } and, where needed, `status` (200 without it), `shared` (on a shared computer) and `act(page)`,
// which does something on the page; what is checked then is the page that follows, but not where it is `onTheWay`.
import { mkdir, writeFile } from 'node:fs/promises';
import { join as pathOf } from 'node:path';
import { visitor } from './browser.mjs';

const password = 'amber-birch-lantern-ferry';

// Who uses the pages: each gets a login or joins once; their cookies are kept.
export async function signIn(browser, server, name, word = password) {
  const context = await visitor(browser, server.base, {});
  const page = await context.newPage();
  await page.goto('/login');
  await page.fill('[name=name]', name);
  await page.fill('[name=password]', word);
  await page.click('main button');
  await page.waitForURL(url => url.pathname !== '/login');
  const state = await context.storageState();
  await context.close();
  return state;
}

export async function join(browser, server, code) {
  const context = await visitor(browser, server.base, {});
  const page = await context.newPage();
  await page.goto(`/j/${code}`);
  await page.click('main button');
  await page.waitForURL(url => url.pathname.startsWith('/w/'));
  const state = await context.storageState();
  await context.close();
  return state;
}

// Gets somebody who joined without a card one; what their browser knows then.
export async function getCard(browser, server, state, network) {
  const context = await visitor(browser, server.base, { state });
  const page = await context.newPage();
  await page.goto(`/networks/${network}/mine`);
  await page.click('main form[action$="/mine/card"] button');
  await page.waitForURL(url => url.pathname.endsWith('/mine/card'));
  const kept = await context.storageState();
  await context.close();
  return kept;
}

// Fills the fields named, sends the form that holds the first of them, and waits for the page that follows.
export function send(fields, form = 'main form[method=post]') {
  return async page => {
    const first = page.locator(form).first();
    for (const [name, value] of Object.entries(fields)) await first.locator(`[name="${name}"]`).fill(value);
    await Promise.all([page.waitForEvent('load'), first.locator('button').first().click()]);
  };
}

// Presses one button of a page by its name, and its value where there are several.
export function press(name, value) {
  const button = `button[name="${name}"]` + (value === undefined ? '' : `[value="${value}"]`);
  return async page => {
    await page.locator(button).first().evaluate(e => {
      for (let at = e.closest('details'); at; at = at.parentElement.closest('details')) at.open = true;
    });
    await Promise.all([page.waitForEvent('load'), page.locator(button).first().click()]);
  };
}

// Opens a step of the meeting, also where it is running behind another one; shows its results.
function openStep(id) {
  return async page => {
    if (await page.locator('button[name=open_activity]').count() === 0) await press('close_activity', id)(page);
    await press('open_activity', id)(page);
  };
}
function showResults(id) {
  return async page => {
    if (await page.locator('button[name=hide_results]').count() === 0) await press('show_results', id)(page);
  };
}

// The addresses on a page that match, each once.
async function linksOf(page, path, pattern) {
  await page.goto(path);
  const found = await page.locator('a[href]').evaluateAll(all => all.map(each => each.getAttribute('href')));
  return [...new Set(found.filter(each => pattern.test(each)))];
}

// A conversation of 60 people in two camps, read in while the server runs: its page shows groups once the job is done.
async function conversation(browser, server) {
  const folder = pathOf(server.folder, 'conversation');
  await mkdir(folder);
  const statements = [...Array(10).keys()], people = [...Array(60).keys()];
  const value = (p, s) => s === 8 ? 1 : s === 9 ? 0 : (p + 7 * s) % 11 === 0 ? 0 : (s < 4) === (p % 3 > 0) ? 1 : -1;
  await writeFile(pathOf(folder, 'comments.csv'), [
    'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body',
    ...statements.map(s => `10,x,${s},${s},0,0,1,${s % 2 ? 'The bus should also run on Sundays' : 'A warm hall for everybody'} (${s})`),
  ].join('\n') + '\n');
  await writeFile(pathOf(folder, 'votes.csv'), [
    'timestamp,datetime,comment-id,voter-id,vote',
    ...people.flatMap(p => statements.map(s => `${30 + p},x,${s},${p},${value(p, s)}`)),
  ].join('\n') + '\n');
  const id = (await server.command('import', 'polis', folder, '--network', 'dithmarschen')).trim().split('\n').pop();
  const page = await (await visitor(browser, server.base, {})).newPage();
  const until = Date.now() + 20_000;
  do await page.goto(`/workshops/${id}`); while (await page.locator('svg.plot').count() === 0 && Date.now() < until);
  if (await page.locator('svg.plot').count() === 0) throw new Error('no groups are shown');
  await page.context().close();
  return id;
}

// What the demonstration holds: addresses that change with each run.
async function addressesOf(browser, server, people) {
  const found = name => new RegExp(`^${name}:[^]*?/workshops/(\\w+)`, 'm').exec(server.demo)[1];
  const addresses = {
    planned: found('Planned'),
    closed: found('Closed'),
    running: /\/console\/(\w+)/.exec(server.demo)[1],
    code: /join code (\w+)/.exec(server.demo)[1],
    screen: /(\/s\/\w+)/.exec(server.demo)[1],
    card: /(\/c\/\w+)/.exec(server.demo)[1],
  };
  addresses.groups = await conversation(browser, server);
  const team = await (await visitor(browser, server.base, { state: people.coordinator })).newPage();
  addresses.steps = await linksOf(team, `/workshops/${addresses.running}/agenda`, /\/activities\/\w+$/);
  addresses.kinds = await linksOf(team, `/workshops/${addresses.running}/agenda`, /\/activities\/new/);
  addresses.texts = await linksOf(team, '/networks/dithmarschen/edit', /^\/texts\//);
  addresses.variants = await linksOf(team, addresses.texts[0], /^\/texts\/\w+\/\w/);
  // The last of them, what the network does, is changed: its other languages are out of date.
  await team.goto(addresses.variants[0].replace(/^\/texts\/\w+/, addresses.texts.at(-1)));
  await send({ words: `${await team.locator('main textarea').inputValue()}\n\nEverybody is welcome.` })(team);
  addresses.stale = (await linksOf(team, addresses.texts.at(-1), /^\/texts\/\w+\/(de|lv-easy)$/));
  addresses.members = await linksOf(team, '/networks/dithmarschen/members', /\/members\/(?!join)\w+$/);
  // An invitation, for those who look at it.
  await team.goto('/networks/dithmarschen/people');
  await team.locator('input[type=radio][name=role]').first().check();
  await send({ note: 'For the library' }, 'main form[action$="/people"]')(team);
  addresses.invited = new URL(team.url()).pathname;
  addresses.invitation = (await linksOf(team, addresses.invited, /\/invitations\/\w+$/)).map(each => new URL(each).pathname)[0];
  addresses.needs = await linksOf(team, '/networks/dithmarschen/needs', /^\/needs\/\w+$/);
  addresses.answers = await linksOf(team, '/networks/dithmarschen/answers', /answers\/new/);
  addresses.otherNeeds = await linksOf(team, '/networks/liepaja/needs', /^\/needs\/\w+$/);
  // Sheets of cards.
  await team.goto('/networks/dithmarschen/cards');
  await send({ sheets: '2' }, 'main form[action$="/cards"]')(team);
  addresses.cards = new URL(team.url()).pathname;
  // The one-time code of a colleague.
  await team.goto('/networks/dithmarschen/people');
  await Promise.all([team.waitForEvent('load'), team.locator('form[action$="/recovery"] button').first().click()]);
  addresses.recovery = new URL(team.url()).pathname + new URL(team.url()).search;
  await team.context().close();
  // A list of codes for the operator, who is then asked for one when signing in.
  const operator = await (await visitor(browser, server.base, { state: people.operator })).newPage();
  await operator.goto('/account/second-step');
  await send({}, 'main form:has([value=list])')(operator);
  await send({ code: (await operator.locator('main li .code').first().textContent()).trim() })(operator);
  await operator.context().close();
  return addresses;
}

// Pages that stay as they are while they are looked at.
export async function resting(browser, server, people) {
  const at = await addressesOf(browser, server, people);
  const pages = [];
  const add = (who, paths) => {
    for (const [name, path, more] of paths) pages.push({ name, who, path: path || name, ...more });
  };
  const wrong = act => ({ act, status: 422 });
  add('visitor', [
    ['/'], ['/about'], ['/privacy'], ['/imprint'], ['/accessibility'], ['/contact'], ['/display'], ['/networks'], ['/networks/dithmarschen'], ['/networks/harku'],
    ['/networks/dithmarschen/workshops'], ['/networks/harku/workshops'],
    ['a planned workshop', `/workshops/${at.planned}`], ['a running workshop', `/workshops/${at.running}`],
    ['a workshop that is over, with results', `/workshops/${at.closed}`],
    ['groups of opinion', `/workshops/${at.groups}`],
    ['/j'], ['a meeting to join', `/j/${at.code}`],
    ['/networks/liepaja/data'],
    ['/networks/liepaja/needs'], ['needs that are met', '/networks/liepaja/needs?state=met'],
    ['needs, none is like that', '/networks/dithmarschen/needs?state=met'],
    ['/networks/dithmarschen/search'], ['words that were found', '/networks/dithmarschen/search?q=kinder'],
    ['words that were not found', '/networks/dithmarschen/search?q=xylophone'],
    ...at.otherNeeds.map((path, i) => [`need ${i + 1}`, path]), ['no such need', '/needs/0000000000000', { status: 404 }],
    ['answers for the notice board', '/networks/liepaja/answers/sheet'],
    ['/c'], ['a card to open', at.card], ['somebody was forgotten', '/c?forgotten=1'],
    ['/c with nothing in it', '/c', wrong(send({ code: '' }))], ['a card with a wrong sign', '/c/22222222222', { status: 422 }],
    ['/login'], ['/recover'], ['/invitations'], ['an invitation', at.invitation],
    ['no such page', '/nowhere', { status: 404 }], ['no such network', '/networks/nowhere', { status: 404 }],
    ['no meeting has this code', '/j/BBBBB', { status: 404 }], ['no code', '/j?code=', { status: 422 }],
    ['an invitation that is over', '/invitations/BCDFGHJKMNPQRSTVWXYZ', { status: 404 }],
    ['an address that takes no GET', '/logout', { status: 405 }],
    ['/login with nothing in it', '/login', wrong(send({ name: '' }))],
    ['/login with a wrong password', '/login', { act: send({ name: 'lead', password: 'guess' }), status: 422 }],
    ['the second step of signing in', '/login', { act: send({ name: 'operator', password }) }],
    ['the second step with nothing in it', '/login', wrong(async page => {
      await send({ name: 'operator', password })(page);
      await send({ code: '' })(page);
    })],
    ['/login/code without a password before', '/login/code'],
    ['/recover with nothing in it', '/recover', wrong(send({ name: '' }))],
    ['/invitations with nothing in it', '/invitations', wrong(send({ code: '' }))],
    ['an invitation with nothing in it', at.invitation, wrong(send({ name: '' }))],
    ['are you still there', '/still-there?back=/networks', { shared: true }],
    ['starting again', '/start-again'],
    ['a form that is sent without its token', '/login', {
      status: 403,
      act: async page => {
        await page.locator('[name=token]').first().evaluate(e => { e.value = 'x'; });
        await send({ name: 'lead' })(page);
      },
    }],
  ]);
  add('coordinator', [
    ['/account'], ['/account with a wrong password', '/account', wrong(send({ old: 'x', password: 'y' }, 'form[action="/account/password"]'))],
    ['/account/second-step'],
    ['an app is set up', '/account/second-step', { act: send({}, 'main form:has([value=app])') }],
    ['an app with nothing in it', '/account/second-step/app', wrong(send({ code: '' }))],
    ['a list of codes', '/account/second-step', { act: send({}, 'main form:has([value=list])') }],
    ['a list of codes with nothing in it', '/account/second-step/list', wrong(send({ code: '' }))],
    ['/networks/dithmarschen, for its team', '/networks/dithmarschen'],
    ['groups of opinion, for the team', `/workshops/${at.groups}`],
    ['/networks/dithmarschen/edit'],
    ['/networks/dithmarschen/edit with nothing in it', '/networks/dithmarschen/edit', wrong(send({ title: '', place: '' }))],
    ['/networks/dithmarschen/edit, changed by two', '/networks/dithmarschen/edit', {
      status: 409,
      act: async page => {
        await page.locator('[name=version]').first().evaluate(e => { e.value = '0'; });
        await send({ place: 'Somewhere else' })(page);
      },
    }],
    ['/networks/dithmarschen/members'],
    ['/networks/dithmarschen/members with nothing in it', '/networks/dithmarschen/members', wrong(send({ name: '' }))],
    ['/networks/dithmarschen/members/join'],
    ['/networks/dithmarschen/members/join with nothing in it', '/networks/dithmarschen/members/join', wrong(send({}))],
    ['an organisation', at.members[0]], ['an organisation without a name', at.members[0], wrong(send({ name: '' }))],
    ['/networks/dithmarschen/figures'],
    ['/networks/dithmarschen/figures with nothing in it', '/networks/dithmarschen/figures',
      wrong(send({ name: '' }, 'main form[action$="/figures"]'))],
    ['/networks/dithmarschen/people'],
    ['/networks/dithmarschen/people with nothing in it', '/networks/dithmarschen/people',
      wrong(send({}, 'main form[action$="/people"]'))],
    ['/networks/dithmarschen/audit'],
    ['/networks/dithmarschen/publish'],
    ['/networks/dithmarschen/needs, for its team', '/networks/dithmarschen/needs'], ['a need, for its team', at.needs[0]],
    ['words that were found, for the team', '/networks/dithmarschen/search?q=kinder'],
    ['working on a need', `${at.needs[0]}/edit`],
    ['a need without words', `${at.needs[0]}/edit`, wrong(send({ title: '' }, 'main form[action$="/edit"]'))],
    ['a need set aside without a reason', `${at.needs[0]}/edit`, wrong(async page => {
      await page.check('[name=state][value=set_aside]');
      await send({ reason: '' }, 'main form[action$="/state"]')(page);
    })],
    ['a need split without a sentence', `${at.needs[0]}/edit`, wrong(send({ title: '' }, 'main form[action$="/split"]'))],
    ['/networks/dithmarschen/answers'], ['answering a need', `/networks/dithmarschen/answers/new?need=${at.needs[0].split('/')[2]}`],
    ['an answer without words', `/networks/dithmarschen/answers/new?need=${at.needs[0].split('/')[2]}`, wrong(send({ words: '' }))],
    ['answering a sentence', at.answers.find(path => path.includes('line='))],
    ['naming needs', `/workshops/${at.running}/needs`],
    ['naming needs with nothing in it', `/workshops/${at.running}/needs`, wrong(send({ title: '' }, 'main form[action$="/needs"]'))],
    ['/networks/dithmarschen/cards'], ['cards to print', at.cards],
    ['/networks/dithmarschen/cards with nothing in it', '/networks/dithmarschen/cards',
      wrong(send({ sheets: '' }, 'main form[action$="/cards"]'))],
    ['an invitation to hand over', at.invited], ['an invitation, signed in', at.invitation],
    ['a code for a lost password', at.recovery],
    ['a text', at.texts[0]], ['one language of a text', at.variants[0]], ['a translation that is missing', at.variants.at(-1)],
    ['one language of a text with nothing in it', at.variants[0], wrong(send({ words: '' }))],
    ...at.stale.map((path, i) => [`a translation that is out of date, ${i + 1}`, path]),
    ['a translation with nothing in it', at.variants.at(-1), wrong(send({ p1: '' }))],
    ['a translation that two write at once', at.stale[0], {
      status: 409,
      act: async page => {
        await page.locator('[name=version]').first().evaluate(e => { e.value = '99'; });
        await send({ p1: 'Something else' })(page);
      },
    }],
    ['/networks/dithmarschen/texts'], ['/networks/dithmarschen/texts in one language', '/networks/dithmarschen/texts?in=de-easy&show=all'],
    ['texts, none is like that', '/networks/dithmarschen/texts?kind=0'],
    ['/networks/dithmarschen/workshops, for its team', '/networks/dithmarschen/workshops'],
    ['/networks/dithmarschen/workshops/new'],
    ['/networks/dithmarschen/workshops/new with nothing in it', '/networks/dithmarschen/workshops/new', wrong(send({ title: '' }))],
    ['the form of time and place', `/workshops/${at.running}/edit`],
    ['the agenda', `/workshops/${at.running}/agenda`],
    ...at.kinds.map(path => [`a new step, ${path.split('=')[1]}`, path]),
    ['a new step with nothing in it', at.kinds[0], wrong(send({ title: '', question: '' }))],
    ...at.steps.map((path, i) => [`step ${i + 1}`, path]),
    ...at.steps.map((path, i) => [`sheet of step ${i + 1}`, path.replace('activities', 'sheet')]),
    ...at.steps.map((path, i) => [`typing in a sheet of step ${i + 1}`,
      `/console/${at.running}/sheet?activity=${path.split('/').at(-1)}`]),
    ['another network', '/networks/liepaja/edit', { status: 403 }],
  ]);
  add('lead', [
    ['/networks/new'], ['/networks/new with nothing in it', '/networks/new', wrong(send({ title: '' }))],
    ['/regions/new'], ['/regions/new with nothing in it', '/regions/new', wrong(send({ title: '' }))],
    ['/people'], ['/people, nobody found', '/people?q=nobody-of-this-name'],
    ['/people with nothing in it', '/people', wrong(send({}, 'main form[action="/people"][method=post]'))],
    ['/people/audit'], ['/texts'], ['/programme/texts'],
    ['/duties'], ['/duties, something was saved', '/duties?saved=1'], ['/privacy, for who may change it', '/privacy'],
    ['a duty', '/duties/imprint'], ['a duty with nothing in it', '/duties/imprint', wrong(send({ words: '' }))],
    ['a duty with a gap', '/duties/imprint', wrong(send({ words: 'Write to [address].' }))],
    ['a duty, changed by two', '/duties/imprint', {
      status: 409,
      act: async page => {
        await page.locator('[name=version]').first().evaluate(e => { e.value = '0'; });
        await send({ words: 'Somebody else is responsible.' })(page);
      },
    }],
    ['no such duty', '/duties/nothing', { status: 404 }],
    ['a planned workshop, for its team', `/workshops/${at.planned}`],
    ['console of a planned workshop', `/console/${at.planned}`],
    ['console of a workshop that is over', `/console/${at.closed}`],
  ]);
  add('operator', [['/styleguide'], ['the second step, with a list', '/account/second-step']]);
  add('owner', [
    ['/networks/dithmarschen/mine'], ['/networks/dithmarschen/mine/card'], ['/networks/dithmarschen/mine/forget'],
    ['one\'s own answers on paper', '/networks/dithmarschen/mine/sheet'],
    ['/networks/dithmarschen/mine/forget with nothing in it', '/networks/dithmarschen/mine/forget', wrong(send({}))],
    ['from the meeting to one\'s own page', `/w/${at.code}/mine`],
  ]);
  return { pages, at };
}

// The running meeting, step by step: each entry finds it as the one before left it.
export function meeting(at) {
  const id = i => at.steps[i].split('/').at(-1);
  const console_ = i => `/console/${at.running}?activity=${id(i)}`;
  const phone = `/w/${at.code}`;
  const pages = [];
  const add = (who, name, path, act) => pages.push({ who, name, path, act });
  const onTheWay = (name, path, act) => pages.push({ who: 'coordinator', name, path, act, onTheWay: true });
  at.steps.forEach((_, i) => {
    add('coordinator', `console, step ${i + 1} is opened`, console_(i), openStep(id(i)));
    add('participant', `phone, step ${i + 1}`, phone);
    add('visitor', `screen, step ${i + 1}`, at.screen);
    add('coordinator', `console, step ${i + 1} shows its results`, console_(i), showResults(id(i)));
    add('participant', `phone, results of step ${i + 1}`, phone);
    add('visitor', `screen, results of step ${i + 1}`, at.screen);
    onTheWay(`step ${i + 1} hides its results`, console_(i), press('hide_results', id(i)));
  });
  onTheWay('ideas are opened again', console_(1), openStep(id(1)));
  add('coordinator', 'writing for somebody', `/workshops/${at.running}/help`);
  add('coordinator', 'writing for somebody, without words', `/workshops/${at.running}/help`, send({ words: '' }));
  pages.at(-1).status = 422;
  add('coordinator', 'writing for somebody, read aloud', `/workshops/${at.running}/help`, async page => {
    await page.check('[name=consent]');
    await send({ words: 'A bus home after the choir.' })(page);
  });
  add('participant', 'phone, an idea is sent', phone, send({ words: 'A bus home after the choir.' }));
  add('participant', 'phone, an idea without words', phone, send({ words: '' }));
  pages.at(-1).status = 422;
  add('participant', 'phone, needs it too', phone, press('need'));
  add('participant', 'phone, reports an idea', phone, press('flag'));
  add('coordinator', 'console, with a reported idea', console_(1));
  onTheWay('opinions are opened again', console_(2), openStep(id(2)));
  add('participant', 'phone, an opinion is saved', phone, press('mark', '1'));
  add('participant', 'phone, everything is answered', phone, async page => {
    while (await page.locator('.vote').count() > 0) await press('mark', '-1')(page);
  });
  add('coordinator', 'console, screen frozen', console_(2), press('screen', 'frozen'));
  add('visitor', 'screen, paused', at.screen);
  add('coordinator', 'console, screen blank', console_(2), press('screen', 'blank'));
  add('visitor', 'screen, blank', at.screen);
  onTheWay('the screen is on again', console_(2), press('screen', 'normal'));
  add('coordinator', 'console, between two steps', console_(2), press('between'));
  add('participant', 'phone, waiting', phone);
  add('visitor', 'screen, to join', at.screen);
  return pages;
}

// The meeting is closed, and what is then seen.
export function ending(at) {
  const pages = [];
  const add = (who, name, path, act) => pages.push({ who, name, path, act });
  add('coordinator', 'console, the meeting is closed', `/console/${at.running}`, press('close'));
  add('participant', 'phone, after the meeting', `/w/${at.code}`);
  add('visitor', 'the code, after the meeting', `/j/${at.code}`);
  add('visitor', 'screen, after the meeting', at.screen);
  return pages;
}

// Addresses that are no pages: [who, path, type, how it begins].
export function besides(at) {
  const fragment = [/^text\/html/, /^\s*<(?!!doctype)/];
  return [
    ['participant', `/w/${at.code}/frag`, ...fragment],
    ['visitor', `${at.screen}/frag`, ...fragment],
    ['visitor', `${at.screen}/events`, /^text\/event-stream/, /^(retry|event|data|:)/],
    ['coordinator', `/console/${at.running}/frag`, ...fragment],
    ['coordinator', `/console/${at.running}/events`, /^text\/event-stream/, /^(retry|event|data|:)/],
    ['visitor', '/healthz', /^text\/plain/, /^ok/],
    ['visitor', '/networks/liepaja/data/needs.csv', /^text\/csv/, /^need,title,state/],
    ['visitor', '/metrics', /^text\/plain/, /^# /],
    ['owner', '/networks/dithmarschen/mine/data', /^text\/plain/, /^\S/],
    ['owner', '/networks/dithmarschen/mine/data.json', /^application\/json/, /^\{/],
  ];
}
