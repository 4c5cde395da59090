import { join } from 'node:path';
import { after, before } from 'node:test';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { openAccount, type Role } from '#access';
import { type NewBody, recordBodies } from '#directory';
import type { ActorGrant, Call } from '#platform/call';
import { clockAt } from '#platform/clock';
import { type Config, readConfig } from '#platform/config';
import { type Database, openDatabase } from '#platform/database/pool';
import { keepFilesIn } from '#platform/files/store';
import type { SentFile } from '#platform/http/visit';
import { newId } from '#platform/ids';
import { configureInstallation } from '#platform/installation';
import { newCentre, systemCall } from '#test/centre';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Program, programOf, tokenOf } from '#test/program';
import { openSession } from '../../modules/access/store/sessions.ts';
import { openApplication } from '../../modules/application.ts';

/*
 * The house in which the rooms are tested: a real database of its own, two centres that must not see each other,
 * a few bodies with known figures, and people of every role. The clock stands at 21/11/2026, 10:00 in Rome.
 */

export const PASSWORD = 'parola-di-prova-lunga';

/** Bodies of the first centre, by key: four comuni, a Unione of two of them, a comunità montana. */
export const BODIES: readonly NewBody[] = [
  body('ALFA', 'Alfa', 'COMUNE', '017001', 2400, 150),
  body('BETA', 'Beta', 'COMUNE', '017002', 3001, 210),
  body('GAMMA', 'Gamma', 'COMUNE', '017003', 8000, 600),
  body('DELTA', 'Delta', 'COMUNE', '017004', 40001, 3500),
  {
    ...body('UNIONE', 'Unione di Alfa e Beta', 'UNIONE'),
    associates: [
      { key: 'ALFA', from: '2015-01-01' },
      { key: 'BETA', from: '2015-01-01' },
    ],
  },
  body('MONTI', 'Comunità montana dei Monti', 'CM'),
];

function body(
  key: string,
  name: string,
  category: string,
  istatCode?: string,
  inhabitants?: number,
  enterprises?: number,
): NewBody {
  const figures =
    inhabitants === undefined
      ? []
      : [
          { kind: 'population' as const, on: '2024-12-31', value: inhabitants, source: 'prova' },
          { kind: 'enterprises' as const, on: '2024-12-31', value: enterprises ?? 0, source: 'prova' },
        ];
  return {
    key,
    name,
    category,
    ipaCode: `ipa_${key.toLowerCase()}`,
    istatCode,
    figures,
    province: 'Brescia',
    region: 'Lombardia',
    digitalDomicile: `${key.toLowerCase()}@pec.example`,
  };
}

export interface House {
  database: Database;
  clock: ReturnType<typeof clockAt>;
  config: Config;
  /** The two centres; `other` must never see what is of `centre`. */
  centre: string;
  other: string;
  /** Identifiers of the bodies of the first centre, by key. */
  body: Readonly<Record<string, string>>;
  /** A call by a person with the role (a fresh account each time), at the clock's time. */
  as(
    role: Role,
    options?: { body?: string; delegations?: ActorGrant['delegations']; centre?: string; name?: string },
  ): Call;
  /** A call by the system (terminal, jobs). */
  system(centre?: string): Call;
  /** A browser signed in with the role: injected requests, cookies kept. */
  browser(role: Role | null, options?: { body?: string; centre?: string }): Promise<Browser>;
  server(): Promise<FastifyInstance>;
  /** An API token of a person with the role, for a day. */
  token(role: Role, scopes: readonly string[], options?: { body?: string; centre?: string }): Promise<string>;
  /** A program with such a token. */
  program(
    role: Role,
    scopes: readonly string[],
    options?: { body?: string; centre?: string },
  ): Promise<Program>;
}

export interface Answered {
  status: number;
  location: string;
  text: string;
  headers: Record<string, unknown>;
}

export interface Browser {
  accountId: string | null;
  get(url: string): Promise<Answered>;
  /** Opens the page that holds the form, then sends it with the page's hidden fields. */
  post(
    url: string,
    form: Record<string, string | readonly string[]>,
    options?: { from?: string; key?: string; follow?: boolean; files?: readonly SentFile[] },
  ): Promise<Answered>;
}

/** A house for the tests of a `describe` (or of the file): opened before them, closed after. Its rooms are there when they run. */
export function aHouse(): House {
  const house = {} as House;
  let close: (() => Promise<void>) | undefined;
  before(async () => {
    const opened = await openHouse();
    close = opened.close;
    Object.assign(house, opened.house);
  });
  after(() => close?.());
  return house;
}

/**
 * Opens a house outside a `describe`; whoever opens it closes it.
 * @param given a migrated database to furnish, when it is not to be a clone of the template.
 */
export async function openHouse(given?: TestDatabase): Promise<{ house: House; close(): Promise<void> }> {
  const made = given ?? (await testDatabase());
  const database = openDatabase(made.url, 8);
  const clock = clockAt('2026-11-21T10:00:00+01:00');
  const config = readConfig({
    DATABASE_URL: made.url,
    SECRET: 'segreto-di-prova-lungo-abbastanza-0123456789',
    LOG_LEVEL: 'silent',
    DATA_DIR: process.env.TEST_DATA_DIR ?? 'var/test',
  });
  configureInstallation(config);
  keepFilesIn(join(config.dataDirectory, 'files'));
  let server: FastifyInstance | undefined;
  const close = async () => {
    await server?.close();
    await database.close();
    await made.drop();
  };
  const system = (centreId: string): Call => systemCall(database, centreId, clock);
  const opened = await furnish(system).catch(async (error) => {
    await close();
    throw error;
  });
  const { centre, other, ids } = opened;
  const house: House = {
    database,
    clock,
    config,
    centre,
    other,
    body: ids,
    system: (of = centre) => system(of),
    as: (role, options = {}) => ({
      ...system(options.centre ?? centre),
      actor: {
        accountId: newId(),
        name: options.name ?? `Persona ${role}`,
        email: null,
        grants: [{ role, bodyId: options.body ?? null, delegations: options.delegations ?? [] }],
        scopes: null,
        administrator: false,
      },
    }),
    async server() {
      server ??= (await openApplication({ config, database, clock, log: pino({ level: 'silent' }) })).server;
      return server;
    },
    async browser(role, options = {}) {
      const app = await house.server();
      const of = options.centre ?? centre;
      if (!role) return browserOf(app, {}, null);
      const { accountId } = await openAccount(system(of), {
        email: `${role.toLowerCase()}-${newId()}@prova.example`,
        name: `Persona ${role}`,
        password: PASSWORD,
        role,
        bodyId: options.body ?? null,
      });
      const { token } = await openSession(database.installation, {
        accountId,
        centreId: of,
        browser: 'prova',
        now: clock.now(),
      });
      return browserOf(app, { 'broletto-sessione': token }, accountId);
    },
    token: (role, scopes, options = {}) =>
      tokenOf(system(options.centre ?? centre), role, scopes, options.body ?? null),
    program: async (role, scopes, options) =>
      programOf(await house.server(), await house.token(role, scopes, options)),
  };
  return { house, close };
}

async function furnish(
  system: (id: string) => Call,
): Promise<{ centre: string; other: string; ids: Record<string, string> }> {
  const centre = await newCentre(system(newId()), 'uno');
  const other = await newCentre(system(newId()), 'due');
  const { ids } = await recordBodies(system(centre), {
    source: 'prova',
    validFrom: '2010-01-01',
    bodies: BODIES,
  });
  return { centre, other, ids };
}

function browserOf(app: FastifyInstance, cookies: Record<string, string>, accountId: string | null): Browser {
  const jar = { ...cookies };
  const remember = (response: { cookies: readonly { name: string; value: string }[] }) => {
    for (const cookie of response.cookies) jar[cookie.name] = cookie.value;
  };
  const answered = (response: Awaited<ReturnType<FastifyInstance['inject']>>): Answered => {
    remember(response as never);
    return {
      status: response.statusCode,
      location: String(response.headers.location ?? ''),
      text: response.payload,
      headers: response.headers,
    };
  };
  const browser: Browser = {
    accountId,
    get: async (url) => answered(await app.inject({ method: 'GET', url, cookies: jar })),
    async post(url, form, options = {}) {
      const opened = await browser.get(options.from ?? url);
      const token = /name="_csrf" value="([^"]*)"/.exec(opened.text)?.[1] ?? '';
      const body = new URLSearchParams({ _csrf: token, _richiesta: options.key ?? newId() });
      for (const [name, value] of Object.entries(form))
        for (const one of [value].flat()) body.append(name, one as string);
      if (options.files)
        return answered(
          await app.inject({ method: 'POST', url, cookies: jar, ...multipart(body, options.files) }),
        );
      return answered(
        await app.inject({
          method: 'POST',
          url,
          cookies: jar,
          payload: body.toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      );
    },
  };
  return browser;
}

/** A form with files, as a browser sends it. */
function multipart(fields: URLSearchParams, files: readonly SentFile[]) {
  const boundary = 'prova-0123456789';
  const part = (head: string, bytes: Buffer) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]);
  const parts = [
    ...[...fields].map(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    ...files.map((f) => part(`name="${f.field}"; filename="${f.name}"\r\nContent-Type: ${f.type}`, f.bytes)),
    Buffer.from(`--${boundary}--\r\n`),
  ];
  return {
    payload: Buffer.concat(parts),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
