import { mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { noBrowser, openBrowser } from '#test/browser';
import { DEMO_PASSWORD } from '../../database/seeds/demo/accounts.ts';

/*
 * Takes the pictures of the README from a demonstration that is running:
 *   DEMO=1 npm start                      (in one terminal)
 *   node test/journeys/take-screenshots.ts http://localhost:3000
 */

const address = process.argv[2] ?? 'http://localhost:3000';
const folder = resolve(import.meta.dirname, '../../docs/screenshots');
const LARGEST_BYTES = 200_000;

const REGISTER = [
  'codice_ipa;denominazione;categoria;codice_natura;codice_comune_istat;sito',
  'cons_esempio;Consorzio di esempio;L36;2600;;www.consorzio.example',
  'c_b157;Brescia;L6;2430;017029;www.comune.brescia.example',
  'c_9999;;L6;2430;;',
  'non valido!;Ente dal codice sbagliato;L6;2430;;',
].join('\r\n');

if (noBrowser) throw new Error(noBrowser);
mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
try {
  const desk = await open({ width: 1280, height: 800 });
  const page = await signIn(desk, 'amministrazione@demo.example');
  await take(page, '/', 'desk');
  await take(page, '/adesioni/aderenti', 'members');
  await page.goto(`${address}/quote/accertamenti`);
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Quote \d{4}/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Chiari', exact: true }).first().click();
  await keep(page, 'assessment-trace');
  await importReport(page);
  await take(
    await (await open({ width: 1280, height: 800 })).newPage(),
    '/centri/brescia-demo',
    'public-home',
  );

  const telephone = await open({ width: 375, height: 760 });
  const mayor = await signIn(telephone, 'sindaco@demo.example');
  await mayor.goto(`${address}/il-mio-ente/quote`);
  await mayor
    .getByRole('link', { name: /^n\. \d+\/\d{4}|^\d+\/\d{4}/ })
    .first()
    .click();
  await keep(mayor, 'notice-mobile');
} finally {
  await browser.close();
}

function open(viewport: { width: number; height: number }): Promise<BrowserContext> {
  return browser.newContext({ viewport, locale: 'it-IT', deviceScaleFactor: viewport.width < 500 ? 2 : 1 });
}

async function signIn(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${address}/accedi`);
  await page.getByLabel(/^Posta elettronica/).fill(email);
  await page.getByLabel(/^Password/).fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/accedi');
  return page;
}

/** A register is tried, and its report shown; nothing is applied. */
async function importReport(page: Page): Promise<void> {
  await page.goto(`${address}/enti/importazioni/nuova`);
  const file = { name: 'enti-indicepa.csv', mimeType: 'text/csv', buffer: Buffer.from(REGISTER) };
  await page.getByLabel(/^File del registro/).setInputFiles(file);
  await page.getByRole('button', { name: 'Carica e controlla' }).click();
  await page.getByRole('button', { name: 'Fai la prova' }).click();
  await page.getByRole('link', { name: /^Scartate/ }).click({ timeout: 60_000 });
  await keep(page, 'import-report');
}

async function take(page: Page, path: string, name: string): Promise<void> {
  await page.goto(`${address}${path}`);
  await keep(page, name);
}

async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  const path = resolve(folder, `${name}.png`);
  await page.screenshot({ path });
  const { size } = statSync(path);
  if (size > LARGEST_BYTES) throw new Error(`${path} is ${size} bytes`);
  console.log(`${name}.png: ${Math.round(size / 1024)} kB`);
}
