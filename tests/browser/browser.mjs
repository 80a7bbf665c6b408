// browser.mjs - Debian's Chromium, in the ways people use it. CHROMIUM names another binary than /usr/bin/chromium.
import { chromium } from 'playwright-core';

export const widths = [320, 360, 1280];

// How people read: `scheme` is what the device says, `display` what a reader chose at /display, `attributes` what the server
// then writes into <html>. `fits`: the layout differs, so what fits is measured anew.
export const modes = {
  light: { attributes: {}, fits: true },
  dark: { scheme: 'dark', attributes: {} },
  contrast: { display: 'contrast=1', attributes: { 'data-contrast': '' } },
  'contrast, dark': { display: 'contrast=1&theme=d', attributes: { 'data-contrast': '', 'data-theme': 'dark' } },
  large: { display: 'size=3', attributes: { 'data-size': '3' }, fits: true },
  easy: { display: 'easy=1', attributes: { 'data-easy': '' }, fits: true },
  kiosk: { display: 'kiosk=1', attributes: { 'data-kiosk': '' }, fits: true },
};

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// A new visitor. `options`: width, height, mode (of `modes`), script (false: JavaScript is off), language, state (the cookies of
// somebody who signed in or joined), touch.
export async function visitor(browser, base, options = {}) {
  const { width = 1280, height = 800, mode = modes.light, script = true, language = 'en', state, touch = false } = options;
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height },
    colorScheme: mode.scheme || 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: script,
    hasTouch: touch,
    locale: language,
    storageState: state,
  });
  context.setDefaultTimeout(10000);
  if (mode.display) await context.request.get(`/display?set=1&${mode.display}&back=/`);
  return context;
}

// A page that remembers what went wrong: `page.troubles` fills with script errors, refused resources (content security
// policy), and requests to other hosts. `page.answer` is the response that the page itself came with.
export async function openPage(context, base) {
  const page = await context.newPage();
  page.troubles = [];
  page.on('pageerror', error => page.troubles.push(`script: ${error.message}`));
  page.on('console', message => {
    if (/Content Security Policy|Refused to/.test(message.text())) page.troubles.push(message.text());
  });
  page.on('response', response => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) page.answer = response;
  });
  page.on('request', request => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) page.troubles.push(`asks ${request.url()}`);
  });
  return page;
}
