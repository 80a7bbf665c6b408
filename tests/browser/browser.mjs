// browser.mjs - Debian's Chromium, in the ways people use it. CHROMIUM names another binary than /usr/bin/chromium.
import { chromium } from 'playwright-core';

export const widths = [320, 360, 1280];

// What a reader may choose at /display; `scheme` is what the device says.
export const modes = {
  light: {},
  dark: { scheme: 'dark' },
  'dark by choice': { display: 'theme=d' },
  contrast: { display: 'contrast=1' },
  'contrast, dark': { display: 'contrast=1&theme=d' },
  large: { display: 'size=3' },
  easy: { display: 'easy=1' },
  kiosk: { display: '', kiosk: true },
};

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// A new visitor. `options`: width, height, mode (of `modes`), script (false: JavaScript is off), language.
export async function visitor(browser, base, options = {}) {
  const { width = 1280, height = 800, mode = modes.light, script = true, language = 'en' } = options;
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height },
    colorScheme: mode.scheme || 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: script,
    locale: language,
  });
  if (mode.display) await context.request.get(`/display?set=1&${mode.display}&back=/`);
  return context;
}

// A page that remembers what went wrong: `page.troubles` fills with script errors, refused resources (content security
// policy), and requests to other hosts.
export async function openPage(context, base) {
  const page = await context.newPage();
  page.troubles = [];
  page.on('pageerror', error => page.troubles.push(`script: ${error.message}`));
  page.on('console', message => {
    if (/Content Security Policy|Refused to/.test(message.text())) page.troubles.push(message.text());
  });
  page.on('request', request => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) page.troubles.push(`asks ${request.url()}`);
  });
  return page;
}
