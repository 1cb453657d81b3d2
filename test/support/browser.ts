import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type LaunchOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import { fromRoot } from '../../src/shared/project-root.js';

const require = createRequire(import.meta.url);
const args = ['--no-sandbox', '--disable-dev-shm-usage'];

const installed = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
  (name) => `/usr/bin/${name}`,
);

/** Unpacks with the temporary folder elsewhere: that is where the package puts everything. */
async function unpackInto(folder: string): Promise<void> {
  const home = path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '..', '..');
  const files = pathToFileURL(path.join(home, 'build/esm/lambdafs.js')).href;
  const { inflate } = (await import(files)) as { inflate: (file: string) => Promise<string> };
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const packs = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
    await Promise.all(packs.map((pack) => inflate(path.join(home, 'bin', pack))));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/**
 * The browser of the npm package, unpacked once per checkout. It is made aside and then named, so that a run that is
 * cut off or a second one at the same time never leaves half a browser.
 */
async function unpacked(): Promise<string> {
  const home = fromRoot('node_modules/.cache/chromium');
  if (existsSync(home)) return home;
  await mkdir(path.dirname(home), { recursive: true });
  const making = await mkdtemp(`${home}-`);
  await unpackInto(making);
  const fonts = `<fontconfig><dir>${home}/fonts/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>`;
  await writeFile(path.join(making, 'fonts', 'fonts.conf'), `<?xml version="1.0"?>${fonts}`);
  await rename(making, home).catch(() => rm(making, { recursive: true }));
  return home;
}

/** Ways to a browser, the likeliest first. The last brings the libraries that a bare machine does not have. */
async function* ways(): AsyncGenerator<LaunchOptions> {
  for (const executablePath of installed.filter(existsSync)) yield { executablePath };
  if (process.platform !== 'linux') yield { channel: process.platform === 'win32' ? 'msedge' : 'chrome' };
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  const home = await unpacked();
  const executablePath = path.join(home, 'chromium');
  const env = { ...process.env, FONTCONFIG_PATH: path.join(home, 'fonts') } as Record<string, string>;
  yield { executablePath, env };
  yield { executablePath, env: { ...env, LD_LIBRARY_PATH: path.join(home, 'al2023', 'lib') } };
}

/** The same browser with a folder in which it keeps what pages store, so that it can be closed and opened again. */
export async function launchProfile(folder: string, baseURL: string): Promise<BrowserContext> {
  const failures: unknown[] = [];
  for await (const way of ways()) {
    try {
      return await chromium.launchPersistentContext(folder, { args, baseURL, viewport: WIDE, ...way });
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, 'no browser starts on this machine');
}

/** Starts Chromium: the machine's own where there is one, else the one from npm. */
export async function launchBrowser(): Promise<Browser> {
  const failures: unknown[] = [];
  for await (const way of ways()) {
    try {
      return await chromium.launch({ args, ...way });
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, 'no browser starts on this machine');
}

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

/** What the accessibility scan (axe) finds wrong with a page, one line each; empty when nothing. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Through the debugger, which the page's security policy does not bind: the page stays as its readers get it.
  await page.evaluate(await readFile(fromRoot('node_modules/axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run(document)');
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary ?? ''}`),
  );
}

/** The window of a laptop, and of a telephone. */
export const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 800 };

/** What every page must be: one h1, nothing for the scan to find, nothing wider than a telephone. */
export async function lookAt(page: Page, title: string | RegExp): Promise<void> {
  const headings = await page.locator('h1').allTextContents();
  expect(headings).to.have.length(1);
  expect(headings[0]).to.match(title instanceof RegExp ? title : new RegExp(`^${title}$`));
  // What a template prints of an object that it took for a text.
  expect(await page.content(), headings[0]).to.not.include('[object ');
  expect(await accessibilityFaults(page), headings[0]).to.deep.equal([]);
  await page.setViewportSize(NARROW);
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width, `${headings[0]}, on a telephone`).to.be.at.most(NARROW.width);
  await page.setViewportSize(WIDE);
}

/** Clicks, and waits until the page that this leads to is there with its scripts; the one on screen would not do. */
export async function leaveBy(page: Page, element: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), element.click()]);
}

/** Gathers what the browser complains of while pages are open: script errors and breaches of the security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A page that answers 4xx on purpose is reported by Chromium as a failed load.
    const expected = message
      .text()
      .startsWith('Failed to load resource: the server responded with a status of 4');
    if (message.type() === 'error' && !expected) complaints.push(message.text());
  });
  return complaints;
}
