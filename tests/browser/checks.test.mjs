// checks.test.mjs - each check finds what it is for: a page that is well, and the same page broken in one way at a time.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { launch, openPage, visitor } from './browser.mjs';
import { axeCheck, basics, equalVotes, firstVisit, longTexts, noOverflow, targets, textSpacing } from './checks.mjs';

const good = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Start - Sempre</title>
<style>body { font: 18px sans-serif; color: #000; background: #fff; overflow-wrap: anywhere } button, input { display: block; font: inherit; min-height: 48px }
.vote { display: flex } .vote button { flex: 1 1 0; min-width: 0 } @media all {}</style>
</head><body><main><h1>Start</h1><p>All is well.</p><form><label for="a">Name</label><input id="a"></form>
<form class="vote"><button>Yes</button><button>Not sure</button><button>No</button></form></main></body></html>`;

let html = good, status = 200;
const server = createServer((_, answer) => answer.writeHead(status, { 'content-type': 'text/html' }).end(html));
await new Promise(done => server.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await launch();
after(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

// What a check says about the good page after `change`, an array of [what, by what].
async function says(check, ...change) {
  html = change.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, to);
  }, good);
  const context = await visitor(browser, base, { width: 320 });
  try {
    const page = await openPage(context, base);
    await page.goto('/');
    return await check(page);
  } finally {
    await context.close();
  }
}

const all = [axeCheck, basics, equalVotes, firstVisit, longTexts, noOverflow, targets, textSpacing];
test('a page that is well passes every check', async () => {
  for (const check of all) assert.deepEqual(await says(check), [], check.name);
});

const broken = [
  ['a label that is missing', axeCheck, /axe label/, ['<label for="a">Name</label>', '']],
  ['weak contrast', axeCheck, /color-contrast/, ['<p>', '<p style="color: #999">']],
  ['weak contrast, where only colours are asked for', page => axeCheck(page, true), /color-contrast/, ['<p>', '<p style="color: #999">']],
  ['no language', basics, /no language/, [' lang="en"', '']],
  ['two h1', basics, /2 h1/, ['<p>', '<h1>Again</h1><p>']],
  ['a title without the program', basics, /title/, ['Start - Sempre', 'Start']],
  ['an error in the title of a page that is well', basics, /status 200/, ['Start - Sempre', 'Error: Start - Sempre']],
  ['a style attribute', basics, /\[style\]/, ['<p>', '<p style="margin: 0">']],
  ['two style sheets', basics, /2 of link/, ['</head>', '<style></style></head>']],
  ['an id that stands twice', basics, /twice/, ['<p>', '<p id="a">']],
  ['a wrong field without a summary', basics, /without a summary/, ['<label', '<div class="f bad"></div><label']],
  ['a summary that leads nowhere', basics, /not there/, ['<p>', '<p class="note err"><a href="#gone">x</a></p><p>']],
  ['something from another host', basics, /asks http/, ['<p>', '<img alt="" src="http://127.0.0.2:9/x.png"><p>']],
  ['a script that fails', basics, /script:/, ['<p>', '<script>nothing.here()</script><p>']],
  ['words that fall apart in a flex box', basics, /words fall apart/, ['All is well.', '<span style="display: flex">All is <b>well</b></span>']],
  ['a page that is too wide', noOverflow, /wide in a window/, ['All is well.', '<span style="display: block; width: 400px">x</span>']],
  ['a small target', targets, /small target/, ['min-height: 48px', 'min-height: 30px']],
  ['targets too small for a shared computer', page => targets(page, 60), /small target/, ['<p>', '<p>']],
  ['answers of unequal size', equalVotes, /unequal/, ['flex: 1 1 0;', '']],
  ['text spacing that does not fit', textSpacing, /text spacing/, ['<p>All is well.', '<p style="white-space: nowrap">All is very well with text here.']],
  ['long texts that do not fit', longTexts, /1\.6 times/, ['overflow-wrap: anywhere', '']],
  ['a page of too many bytes', firstVisit, /bytes/, ['@media all {}', Array.from({ length: 4000 }, (_, i) => `.c${i * 7919 % 9973}${i}{margin:${i}px}`).join('')]],
];
for (const [name, check, words, change] of broken) {
  test(`found: ${name}`, async () => {
    assert.match((await says(check, change)).join('\n'), words);
  });
}

test('found: an error page whose title does not say so', async () => {
  status = 404;
  assert.match((await says(basics)).join('\n'), /status 404/);
});
