import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { openAccount } from '#access';
import { formatItalianDate, romeDate } from '#platform/calendar';
import { sql } from '#platform/database/pool';
import { noBrowser, openBrowser } from '#test/browser';
import { type Demonstration, theDemonstration } from '#test/demonstration';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../database/seeds/demo/accounts.ts';
import { demoCall } from '../../database/seeds/demo/seed.ts';

/*
 * The steps of the journeys: what a person does and reads, through labels, names of buttons and links, and sentences.
 * With JOURNEY_PICTURES=<folder> every page passed is also kept as a picture, as on a desk and as on a telephone.
 */

const PICTURES = process.env.JOURNEY_PICTURES;
let pictures = 0;

export interface Journey {
  demo: Demonstration;
  /** Whether scripts run in the browsers of these people. */
  script: boolean;
  /** The person with a role in the demonstration, signed in through the page. */
  person(role: string): Promise<Person>;
  /** A new person of a body, who can sign in. */
  newPerson(name: string, role: string, ipaCode: string | null): Promise<Person>;
  /** Somebody with an account. */
  signedIn(name: string, email: string): Promise<Person>;
  /** Somebody who has not signed in. */
  passerBy(): Promise<Person>;
  /** The day of the journey, YYYY-MM-DD: today's, until time passes. */
  day(): string;
  /** Time passes until the morning of a day, YYYY-MM-DD; whoever comes after signs in anew. */
  until(day: string): void;
}

/** A journey, made twice: as browsers do today, and with scripts off. Skips visibly without Chromium. */
export function journey(title: string, tell: (journey: Journey) => void): void {
  describe(title, { skip: noBrowser, timeout: 180_000 }, () => {
    // Before the demonstration, so that it is closed first: a server with a browser open waits for it.
    let browser: Browser;
    before(async () => {
      browser = await openBrowser();
    });
    after(() => browser?.close());
    let ahead = 0;
    const clock = { now: () => new Date(Date.now() + ahead) };
    const demo = theDemonstration({ worker: true, clock });
    for (const script of [true, false])
      describe(script ? 'with scripts' : 'without scripts', () => {
        const known = new Map<string, Promise<Person>>();
        const contexts: BrowserContext[] = [];
        after(() => Promise.all(contexts.map((context) => context.close())));
        const open = async (name: string): Promise<Person> => {
          const context = await browser.newContext({
            baseURL: demo.address,
            javaScriptEnabled: script,
            viewport: { width: 1280, height: 800 },
            locale: 'it-IT',
          });
          context.setDefaultTimeout(8000);
          contexts.push(context);
          return new Person(name, await context.newPage(), script);
        };
        const signedIn = async (name: string, email: string) => {
          const person = await open(name);
          await person.signIn(email, DEMO_PASSWORD);
          return person;
        };
        tell({
          demo,
          script,
          passerBy: () => open('chi passa'),
          day: () => romeDate(clock.now()),
          until(day) {
            assert.ok(day > romeDate(clock.now()), 'time does not go back');
            ahead = new Date(`${day}T08:00:00Z`).getTime() - Date.now();
            known.clear();
          },
          signedIn,
          person(role) {
            const account = DEMO_ACCOUNTS.find((a) => a.role === role && a.centre === 'brescia-demo');
            assert.ok(account, `nobody has the role ${role}`);
            if (!known.has(role)) known.set(role, signedIn(account.name, account.email));
            return known.get(role)!;
          },
          async newPerson(name, role, ipaCode) {
            const email = await openAccountOf(demo, name, role, ipaCode);
            return signedIn(name, email);
          },
        });
      });
  });
}

/** A person at a browser. */
export class Person {
  readonly name: string;
  readonly page: Page;
  readonly script: boolean;

  constructor(name: string, page: Page, script: boolean) {
    this.name = name;
    this.page = page;
    this.script = script;
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(path);
    await this.looks();
  }

  /** Follows a link by its words, in the page or in the menus of the site. */
  async follows(words: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    const link = within.getByRole('link', { name: words, exact: typeof words === 'string' }).first();
    await link.waitFor({ timeout: 3000 }).catch(() => this.complains(`finds no link «${words}»`));
    await link.click();
    await this.looks();
  }

  /** Opens a section of the main navigation, and follows one of its entries. */
  async choosesFromMenu(section: string, entry: string): Promise<void> {
    const navigation = this.page.getByRole('navigation', { name: 'Navigazione principale' });
    await navigation.locator('summary').filter({ hasText: section }).click();
    await this.follows(entry, navigation);
  }

  /** Follows a link in the main part of the page. */
  followsHere(words: string | RegExp): Promise<void> {
    return this.follows(words, this.page.getByRole('main'));
  }

  async presses(words: string | RegExp): Promise<void> {
    const button = this.page
      .getByRole('main')
      .getByRole('button', { name: words, exact: typeof words === 'string' })
      .first();
    await button.waitFor({ timeout: 3000 }).catch(() => this.complains(`finds no button «${words}»`));
    await button.click();
    await this.looks();
  }

  /** Fills in a form by its labels: texts, dates and choices; true ticks a box, and a list of words several. */
  async fillsIn(answers: Readonly<Record<string, string | true>>): Promise<void> {
    for (const [label, answer] of Object.entries(answers)) {
      const field = this.field(label);
      await field.waitFor({ timeout: 3000 }).catch(() => this.complains(`finds no field «${label}»`));
      if (answer === true) {
        await this.ticks(field);
        continue;
      }
      const tag = await field.evaluate((element) => (element as unknown as { tagName: string }).tagName);
      if (tag === 'SELECT') await field.selectOption(await choiceOf(field, answer));
      else await field.fill(answer);
    }
  }

  /** Chooses one of the answers of a question. */
  async chooses(question: string, answer: string | RegExp): Promise<void> {
    await this.ticks(
      this.page.getByRole('group', { name: new RegExp(`^${escaped(question)}`) }).getByLabel(answer),
    );
  }

  /** Takes the tick from a box, when it has one. */
  async unticks(label: string): Promise<void> {
    const box = this.field(label);
    if (!(await box.isChecked())) return;
    await box.focus();
    await this.page.keyboard.press('Space');
    assert.ok(!(await box.isChecked()), `${this.name} cannot untick ${label}`);
  }

  /** Opens what else may be done with something: «Altro per la regola 2». */
  async opensMore(about: string): Promise<void> {
    const summary = this.page
      .getByRole('main')
      .locator('summary')
      .filter({ hasText: new RegExp(`^Altro per ${escaped(about)}$`) });
    await summary.focus();
    await this.page.keyboard.press('Enter');
  }

  /** With the space bar: a label stands over the box, and takes the clicks for it. */
  private async ticks(box: Locator): Promise<void> {
    if (await box.isChecked()) return;
    await box.focus();
    await this.page.keyboard.press('Space');
    assert.ok(await box.isChecked(), `${this.name} cannot tick ${box}`);
  }

  /** A form filled in and sent without touching the mouse: Tab to each field, Enter at the end. */
  async typesAndEnters(answers: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, answer] of Object.entries(answers)) {
      await this.tabsTo(this.field(label));
      await this.page.keyboard.press('ControlOrMeta+a');
      await this.page.keyboard.type(answer);
    }
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
    await this.looks();
  }

  /** Reaches a control with the Tab key alone, and presses Enter on it. */
  async entersOn(control: Locator): Promise<void> {
    await this.tabsTo(control);
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
    await this.looks();
  }

  async tabsTo(control: Locator): Promise<void> {
    for (let presses = 0; presses < 150; presses++) {
      if (await control.evaluate((e) => e === (e as unknown as Focusable).ownerDocument.activeElement))
        return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`The Tab key does not reach ${control}.`);
  }

  /** Fails unless the words are on the page, in the sight of the reader. */
  async reads(...sentences: readonly (string | RegExp)[]): Promise<void> {
    const main = this.page.getByRole('main');
    for (const words of sentences) {
      const found = main.getByText(words).locator('visible=true').first();
      await found.waitFor({ timeout: 4000 }).catch(() => this.complains(`does not read «${words}»`));
    }
  }

  async doesNotRead(...sentences: readonly string[]): Promise<void> {
    const text = await this.page.getByRole('main').innerText();
    for (const words of sentences) assert.ok(!text.includes(words), `${this.name} reads «${words}»`);
  }

  /** Whether the person is offered something to press or to follow. */
  async isOffered(words: string | RegExp): Promise<boolean> {
    const main = this.page.getByRole('main');
    const name = { name: words, exact: typeof words === 'string' };
    return (await main.getByRole('link', name).or(main.getByRole('button', name)).count()) > 0;
  }

  /** The row of a table that bears these words. */
  row(words: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('row').filter({ hasText: words }).first();
  }

  /** The text of the row of a table, in one line. */
  async rowText(words: string | RegExp): Promise<string> {
    return (await this.row(words).innerText()).replace(/\s+/g, ' ');
  }

  /** Puts a file of its own in a field. */
  async attaches(label: string, name: string, buffer: Buffer, mimeType: string): Promise<void> {
    await this.field(label).setInputFiles({ name, mimeType, buffer });
  }

  field(label: string): Locator {
    return this.page.getByLabel(new RegExp(`^${escaped(label)}( *\\(obbligatorio\\))?( *\\*)?$`)).first();
  }

  /** The file that a link gives. */
  async downloads(words: string | RegExp): Promise<{ status: number; type: string; bytes: Buffer }> {
    const href = await this.page
      .getByRole('main')
      .getByRole('link', { name: words })
      .first()
      .getAttribute('href');
    const answer = await this.page.context().request.get(new URL(href!, this.page.url()).href);
    return {
      status: answer.status(),
      type: answer.headers()['content-type'] ?? '',
      bytes: await answer.body(),
    };
  }

  /** Long work goes on by itself, and the page with it: it is only looked at, until the words are there. */
  async watchesUntil(words: string | RegExp, seconds = 60): Promise<void> {
    const there = this.page.getByRole('main').getByText(words).locator('visible=true').first();
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await this.page.waitForTimeout(200))
      if (await there.isVisible().catch(() => false)) return this.looks();
    await this.complains(`waits in vain for «${words}»`);
  }

  /** The same, by somebody who loads the page again and again. */
  async waitsFor(words: string | RegExp, seconds = 60): Promise<void> {
    const there = this.page.getByRole('main').getByText(words).locator('visible=true').first();
    for (
      const end = Date.now() + seconds * 1000;
      Date.now() < end;
      await this.page.reload().catch(() => {})
    ) {
      if (await there.isVisible().catch(() => false)) return this.looks();
      await this.page.waitForTimeout(200);
    }
    await this.complains(`waits in vain for «${words}»`);
  }

  private async complains(what: string): Promise<never> {
    const text = await this.page.getByRole('main').innerText();
    assert.fail(`${this.name} ${what} on ${this.page.url()}:\n${text.slice(0, 1500)}`);
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.opens('/accedi');
    await this.typesAndEnters({ 'Posta elettronica': email, Password: password });
    assert.notEqual(new URL(this.page.url()).pathname, '/accedi', `${email} cannot sign in`);
  }

  /** Keeps the page as a picture, when pictures are wanted. */
  async looks(): Promise<void> {
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    const { pathname } = new URL(this.page.url());
    const name = pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'x').replaceAll('/', '_');
    const number = String(++pictures).padStart(3, '0');
    for (const width of [1280, 375]) {
      await this.page.setViewportSize({ width, height: 800 });
      const path = join(PICTURES, `${number}${name}-${width}.png`);
      await this.page.screenshot({ path, fullPage: true }).catch(() => {});
    }
    await this.page.setViewportSize({ width: 1280, height: 800 });
  }
}

interface Focusable {
  ownerDocument: { activeElement: unknown };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The choice that begins with these words. */
async function choiceOf(field: Locator, words: string): Promise<{ label: string }> {
  const choices = await field.getByRole('option').allInnerTexts();
  const label =
    choices.find((choice) => choice.trim() === words) ??
    choices.find((choice) => choice.trim().startsWith(words));
  assert.ok(label, `no choice «${words}» among: ${choices.join(' | ')}`);
  return { label };
}

/** The two signatures on a convention that an office has verified with its own program. */
export async function recordsBothSignatures(officer: Person, member: string): Promise<void> {
  for (const signer of [member, 'Il dirigente dell’ente gestore']) {
    await officer.followsHere('Carica la convenzione firmata');
    await officer.followsHere('Registra una firma verificata con un altro strumento');
    await officer.fillsIn({
      Firmatario: signer,
      'Tipo di firma': 'firma digitale',
      'Data della firma': formatItalianDate(today()),
    });
    await officer.presses('Registra la firma');
  }
  await officer.reads(/l’adesione è in vigore/);
}

/** Opens an account for a person of a body, as an administrator of the installation would. */
export async function openAccountOf(
  demo: Demonstration,
  name: string,
  role: string,
  ipaCode: string | null,
): Promise<string> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@prova.example`;
  const call = demoCall(demo.database, { now: () => new Date() }, BRESCIA);
  const bodyId = ipaCode === null ? null : (await bodyWithCode(demo, ipaCode)).id;
  await openAccount(call, { email, name, password: DEMO_PASSWORD, role, bodyId });
  return email;
}

export const BRESCIA = '0199a000-0000-7000-8000-000000000001';

export interface Body {
  id: string;
  name: string;
  code: string;
}

/** A comune of the demonstration that is not a member and has not applied: the first one from the end of the alphabet. */
export async function outsider(demo: Demonstration, howMany = 1): Promise<Body[]> {
  const { rows } = await sql<Body>`select body_id as id, name, ipa_code as code from directory.body_card b
    where centre_id = ${BRESCIA} and category = 'COMUNE' and ceased_on is null
      and not exists (select 1 from membership.memberships m where m.centre_id = b.centre_id and m.body_id = b.body_id)
      and not exists (select 1 from membership.applications a where a.centre_id = b.centre_id and a.body_id = b.body_id)
      and not exists (select 1 from directory.association_memberships s where s.centre_id = b.centre_id and s.municipality_id = b.body_id)
    order by name desc limit ${howMany}`.execute(demo.database.forCentre(BRESCIA));
  return rows;
}

export async function bodyWithCode(demo: Demonstration, code: string): Promise<Body> {
  const { rows } = await sql<Body>`select body_id as id, name, ipa_code as code from directory.body_card
    where centre_id = ${BRESCIA} and ipa_code = ${code}`.execute(demo.database.forCentre(BRESCIA));
  assert.ok(rows[0], `the demonstration has no body ${code}`);
  return rows[0];
}

export const today = (): string => romeDate(new Date());
export const italian = formatItalianDate;
