import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ROLES } from '#access';
import type { Route } from '#platform/http/visit';
import { noBrowser, openBrowser, violationsOf } from '#test/browser';
import { theDemonstration } from '#test/demonstration';
import { assertValidHtml } from '#test/html';
import { allRoutes } from '../modules/building.ts';

/*
 * Every page, by asking the router for the list: each GET route as each role answers, is valid HTML, and has no
 * violation of WCAG 2.2 AA. The addresses with parameters are found by following the links of the demonstration,
 * as its people would. Exceptions say why in the route itself (`example: { skip }`).
 */

const roles = Object.keys(ROLES);
// The most precise address first: /enti/mappa is not a body.
const parameters = (route: Route): number => route.url.split(':').length;
const pages = allRoutes()
  .toSorted((one, other) => parameters(one) - parameters(other))
  .filter((route) => route.method === 'GET' && !(route.example && 'skip' in route.example));

describe('every page of the demonstration', () => {
  const demo = theDemonstration();
  const found = new Map<string, { url: string; role: string }>();
  const cookies = new Map<string, string>();
  const counts = new Map<string, number>();
  const shapes = new Map<string, { url: string; role: string; text: string }>();

  const ask = async (url: string, role: string) =>
    demo.app.inject({ method: 'GET', url, headers: role === 'PUB' ? {} : { cookie: cookies.get(role)! } });

  it('can be reached by following links', async () => {
    for (const role of roles) cookies.set(role, await demo.cookie(role));
    for (const role of ['CM', 'AO', 'CH', 'LR', 'TC', 'UO', 'PUB']) await follow(role);
    const missing = pages.filter((route) => !found.has(route.url)).map((route) => route.url);
    assert.deepEqual(
      missing,
      [],
      'pages that no link of the demonstration leads to: link them, or say in the route why not',
    );
  });

  it('answers each role, with the page or with a refusal in Italian', async () => {
    const wrong: string[] = [];
    for (const route of pages) {
      const url = found.get(route.url)?.url;
      if (!url) continue;
      for (const role of [...roles, 'PUB']) {
        const answer = await ask(url, role);
        if (![200, 303, 403, 404].includes(answer.statusCode))
          wrong.push(`${url} as ${role}: ${answer.statusCode}`);
        if (String(answer.headers['content-type']).startsWith('text/html') && answer.statusCode !== 303) {
          const shape = `${route.url} ${answer.statusCode} ${shapeOf(answer.payload)}`;
          if (!shapes.has(shape)) shapes.set(shape, { url, role, text: answer.payload });
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('is valid HTML', async () => {
    const wrong: string[] = [];
    for (const { url, role, text } of shapes.values()) {
      await assertValidHtml(text, `${url} as ${role}`).catch((error: Error) => wrong.push(error.message));
    }
    assert.deepEqual(wrong, []);
    console.log(`${pages.length} pages, ${shapes.size} different shapes of HTML checked`);
  });

  it('has no violation of WCAG 2.2 AA, and nothing sideways on a telephone', {
    skip: noBrowser,
    timeout: 600_000,
  }, async () => {
    const browser = await openBrowser();
    const wrong: string[] = [];
    try {
      const tabs = await Promise.all([openTab(browser), openTab(browser)]);
      const seen = new Map(
        [...shapes.values()]
          .filter(({ text }) => !text.includes('class="error-page"'))
          .map((shape) => [`${shape.url} ${shape.role}`, shape]),
      );
      const queue = [...oneOfEach([...seen.values()])];
      await Promise.all(
        tabs.map(async (page) => {
          for (let next = queue.shift(); next; next = queue.shift())
            wrong.push(...(await look(page, next.url, next.role)));
        }),
      );
    } finally {
      await browser.close();
    }
    assert.deepEqual(wrong, []);
  });

  /** One shape of each route is looked at in the browser: the one with most on it. */
  function oneOfEach(all: { url: string; role: string; text: string }[]) {
    const richest = new Map<string, { url: string; role: string; text: string }>();
    for (const shape of all) {
      const known = richest.get(shape.url);
      if (!known || shape.text.length > known.text.length) richest.set(shape.url, shape);
    }
    return richest.values();
  }

  async function openTab(browser: Awaited<ReturnType<typeof openBrowser>>) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    return context.newPage();
  }

  async function look(
    page: Awaited<ReturnType<typeof openTab>>,
    url: string,
    role: string,
  ): Promise<string[]> {
    await page.context().clearCookies();
    const [name, value] = (cookies.get(role) ?? '').split('=');
    if (name && value) await page.context().addCookies([{ name, value, url: demo.address }]);
    const refused: string[] = [];
    const listen = (message: { text(): string; type(): string }) => {
      if (/Content Security Policy/.test(message.text())) refused.push(`${url}: ${message.text()}`);
    };
    page.on('console', listen);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${demo.address}${url}`);
    const violations = (await violationsOf(page)).map((v) => `${url} as ${role}: ${v}`);
    await page.setViewportSize({ width: 375, height: 800 });
    const sideways = await page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth + 1',
    );
    page.off('console', listen);
    return [
      ...violations,
      ...refused,
      ...(sideways ? [`${url} as ${role}: scrolls sideways at 375 px`] : []),
    ];
  }

  /** Follows links from the home page as a role, until every route met has an example; at most so many pages. */
  async function follow(role: string): Promise<void> {
    const seen = new Set<string>();
    const offered = new Map<string, number>();
    // Each role follows its own examples: what one may not open, another may.
    counts.clear();
    const queue =
      role === 'PUB'
        ? ['/centri/brescia-demo', '/accedi', '/api']
        : [
            ...['DRAFT', 'SUBMITTED', 'INTEGRATION_REQUESTED', 'READY_TO_SIGN'].map(
              (s) => `/adesioni?stato=${s}`,
            ),
            '/',
          ];
    for (const route of pages) if (route.example && !('skip' in route.example)) queue.push(fill(route));
    for (let asked = 0; queue.length > 0 && asked < 600; asked++) {
      const url = queue.shift()!;
      const answer = await ask(url, role);
      if (answer.statusCode === 303) offer(String(answer.headers.location));
      if (answer.statusCode !== 200) continue;
      const route = pages.find((one) => matches(one, url));
      offered.clear();
      if (route && !found.has(route.url)) found.set(route.url, { url, role });
      for (const [, href] of answer.payload.matchAll(/(?:href|action)="(\/[^"#]*)/g))
        offer(href!.replaceAll('&amp;', '&').replaceAll('&#38;', '&'));
    }

    function offer(url: string): void {
      const route = pages.find((one) => matches(one, url));
      if (!route) return;
      // Several examples of a route are followed, since the first may lead nowhere; two at most from one page.
      const fromHere = (offered.get(route.url) ?? 0) + 1;
      if (fromHere > 2) return;
      const key = `${route.url} ${countOf(route.url)}`;
      if (seen.has(url) || countOf(route.url) >= 8) return;
      seen.add(url);
      seen.add(key);
      offered.set(route.url, fromHere);
      queue.push(url);
      counts.set(route.url, countOf(route.url) + 1);
    }
  }

  const countOf = (url: string) => counts.get(url) ?? 0;
});

function fill(route: Route): string {
  return route.url.replace(/:(\w+)/g, (_, name) => (route.example as Record<string, string>)[name] ?? '');
}

const patterns = new Map<string, RegExp>();
function matches(route: Route, url: string): boolean {
  let pattern = patterns.get(route.url);
  if (!pattern) {
    pattern = new RegExp(`^${route.url.replace(/[.]/g, '\\.').replace(/:(\w+)/g, '[^/]+')}/?$`);
    patterns.set(route.url, pattern);
  }
  return pattern.test(url.split('?')[0]!);
}

/** The shape of a page: its tags and classes without text, lists of equal rows folded. */
function shapeOf(text: string): string {
  const tags = [...text.matchAll(/<([a-z0-9]+)(?:[^>]*?class="([^"]*)")?/g)].map(
    ([, tag, classes]) => `${tag}.${classes ?? ''}`,
  );
  return [...new Set(tags)].join(' ');
}
