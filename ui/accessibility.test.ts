import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { findAsset } from '#ui/assets';
import { brandStylesheet } from '#ui/brand-stylesheet';
import { gallery } from '#ui/gallery';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const skip = existsSync(CHROMIUM)
  ? false
  : `Chromium is missing (${CHROMIUM}): accessibility was NOT checked in a browser.`;

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

describe('the gallery in a browser', { skip }, () => {
  let server: Server;
  let browser: Browser;
  let address: string;

  before(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const asset = findAsset(url.pathname);
      if (asset) response.writeHead(200, { 'content-type': asset.contentType }).end(asset.bytes);
      else if (url.pathname === '/marchio.css') {
        response.writeHead(200, { 'content-type': 'text/css' }).end(brandStylesheet({ primary: '#7a1f5c' }));
      } else if (url.pathname === '/') {
        const face = url.searchParams.get('face') === 'public' ? 'public' : 'desk';
        response.writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': POLICY,
        });
        response.end(String(gallery({ face, centre: face === 'public' ? { cssUrl: '/marchio.css' } : {} })));
      } else response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });

  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  for (const { width, face } of [
    { width: 1280, face: 'desk' },
    { width: 375, face: 'desk' },
    // 320 px is a window of 1280 at a zoom of 400 % (WCAG 1.4.10).
    { width: 320, face: 'public' },
    { width: 1280, face: 'public' },
  ]) {
    test(`${face} at ${width} px: no violation of WCAG 2.2 AA that axe can see, no refusal of the policy, no sideways scroll`, async () => {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${address}?face=${face}`);
      assert.deepEqual(complaints, []);

      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.equal(overflow, 0);

      // What is folded is checked as well.
      await page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true");
      // Evaluated by the browser's debugger, which the policy does not regard.
      await page.evaluate(readFileSync(AXE, 'utf8'));
      const { violations, passed } = (await page.evaluate(
        `axe.run(document, { runOnly: ${JSON.stringify(TAGS)} }).then(({ violations, passes }) => ({ violations, passed: passes.length }))`,
      )) as { violations: Violation[]; passed: number };
      assert.ok(passed > 30, 'axe did look at the page');
      const lines = violations.flatMap((violation) =>
        violation.nodes.map((node) => `${violation.id}: ${node.html}\n  ${node.failureSummary}`),
      );
      assert.equal(lines.length, 0, lines.join('\n'));
      await context.close();
    });
  }

  test('without scripts the menus open by the keyboard, on a wide and on a narrow window', async () => {
    const context = await browser.newContext({
      viewport: { width: 375, height: 800 },
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto(address);
    const narrow = page.locator('.narrow-menu');
    assert.equal(await narrow.getByRole('link', { name: 'Convenzioni' }).isVisible(), false);
    await narrow.locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.equal(await narrow.getByRole('link', { name: 'Convenzioni' }).isVisible(), true);

    await page.setViewportSize({ width: 1280, height: 800 });
    await page.reload();
    assert.equal(await narrow.isVisible(), false);
    const bar = page.locator('.bar-menu').first();
    await bar.locator('summary').focus();
    await page.keyboard.press('Space');
    assert.equal(await bar.getByRole('link', { name: 'Convenzioni' }).isVisible(), true);
    await page.locator('.user-menu summary').focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.getByRole('button', { name: 'Esci' }).isVisible(), true);
    await context.close();
  });

  test('with scripts Escape closes a menu, a refused form takes the focus, the kit says its version', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(address);
    assert.equal(
      await page.evaluate("document.activeElement.getAttribute('aria-labelledby')"),
      'riepilogo-errori',
    );
    assert.equal(await page.evaluate('window.BOOTSTRAP_ITALIA_VERSION'), '2.18.3');
    const bar = page.locator('.bar-menu').first();
    await bar.locator('summary').click();
    assert.equal(await bar.evaluate((menu) => menu.hasAttribute('open')), true);
    await page.keyboard.press('Escape');
    assert.equal(await bar.evaluate((menu) => menu.hasAttribute('open')), false);
    await context.close();
  });
});
