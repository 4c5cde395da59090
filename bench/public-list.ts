import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import pino from 'pino';
import { newId } from '#platform/ids';
import { openHouse } from '#test/house';
import { openApplication } from '../modules/application.ts';

const run = promisify(execFile);
const MEMBERS = 205;
/** Turns of each, one after the other, so that a noisy moment of the machine falls on both. */
const TURNS = 5;
const SECONDS = 2;

export interface Measured {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  errors: number;
}

export interface PublicListMeasure {
  /** Bytes of the page. */
  bytes: number;
  /** node:http sending the same bytes from memory. */
  bare: Measured;
  /** The public list of members, each request checked against the database. */
  product: Measured;
  /** product / bare: the middle one of the turns. */
  share: number;
}

/**
 * The public list of members (50 of 205) against bare node:http with the same bytes, one after the other, both in this
 * process, asked by wrk with one thread and ten connections. The list asks the revision of its centre for every request.
 */
export async function measurePublicList(): Promise<PublicListMeasure> {
  const { house, close } = await openHouse();
  await addMembers(house.database.owner, house.centre);
  const { server } = await openApplication({ ...house, log: pino({ level: 'silent' }) });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/centri/uno/enti-aderenti`;
  const page = Buffer.from(
    await (await fetch(url, { headers: { 'accept-encoding': 'identity' } })).arrayBuffer(),
  );
  const other = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': page.length });
    response.end(page);
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
  try {
    // The first run of each warms the code up.
    await wrk(otherUrl, 2);
    await wrk(url, 2);
    const turns: { bare: Measured; product: Measured; share: number }[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const bare = await wrk(otherUrl, SECONDS);
      const product = await wrk(url, SECONDS);
      turns.push({ bare, product, share: product.requestsPerSecond / bare.requestsPerSecond });
    }
    const median = turns.sort((a, b) => a.share - b.share)[Math.floor(TURNS / 2)]!;
    return { bytes: page.length, ...median };
  } finally {
    other.close();
    other.closeAllConnections();
    await server.close();
    await close();
  }
}

async function wrk(url: string, seconds: number): Promise<Measured> {
  const { stdout } = await run('wrk', ['-t1', '-c10', `-d${seconds}s`, '--latency', url]);
  const number = (pattern: RegExp): number => Number(pattern.exec(stdout)?.[1] ?? 0);
  const time = (pattern: RegExp): number => {
    const [, value, unit] = pattern.exec(stdout) ?? [];
    return Number(value ?? 0) * (unit === 'us' ? 0.001 : unit === 's' ? 1000 : 1);
  };
  return {
    requestsPerSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p50Ms: time(/50%\s+([\d.]+)(us|ms|s)/),
    p99Ms: time(/99%\s+([\d.]+)(us|ms|s)/),
    errors: number(/Non-2xx or 3xx responses: (\d+)/) + number(/Socket errors: connect (\d+)/),
  };
}

/** Comuni that are members, written as the database wants them; what is measured is reading. */
async function addMembers(owner: import('pg').Pool, centre: string): Promise<void> {
  const ids = { template: newId(), convention: newId() };
  const client = await owner.connect();
  try {
    await client.query(
      `insert into membership.convention_templates (centre_id, id, code, version, title, articles, created_by, created_at, changed_at)
       values ($1, $2, 'MISURA', 1, 'Schema di misura', '[]', 'misura', now(), now())`,
      [centre, ids.template],
    );
    await client.query(
      `insert into membership.conventions (centre_id, id, template_id, title, valid_from, valid_to, approved_act, approved_on, created_by, created_at)
       values ($1, $2, $3, 'Convenzione di misura', '2021-01-01', '2030-12-31', 'Delibera 1', '2020-12-01', 'misura', now())`,
      [centre, ids.convention, ids.template],
    );
    await client.query(
      `with body as (
         insert into directory.public_bodies (centre_id, id, ipa_code, istat_code, name, category, province, source, recorded_at)
         select $1, gen_random_uuid(), 'c_m' || n, lpad((500000 + n)::text, 6, '0'), 'Comune di misura numero ' || n, 'COMUNE', 'Brescia', 'misura', now()
         from generate_series(1, $3::int) n returning id, istat_code
       ), figure as (
         insert into directory.population_figures (centre_id, id, body_id, ref_date, inhabitants, source, recorded_at, recorded_by)
         select $1, gen_random_uuid(), id, '2024-12-31', 1000 + right(istat_code, 3)::int, 'misura', now(), 'misura' from body
       ), act as (
         insert into membership.resolutions (centre_id, id, body_id, kind, organ, number, resolved_on, executive_from, recorded_by, recorded_at)
         select $1, gen_random_uuid(), id, 'ADHESION', 'CONSIGLIO', '1', '2020-12-10', '2020-12-22', 'misura', now() from body returning id, body_id
       )
       insert into membership.memberships (centre_id, id, body_id, convention_id, kind, resolution_id, signed_on, valid_from, valid_to, term_to, recorded_at, recorded_by)
       select $1, gen_random_uuid(), body_id, $2, 'DIRECT', id, '2020-12-28', '2021-01-01', '2030-12-31', '2030-12-31', now(), 'misura' from act`,
      [centre, ids.convention, MEMBERS],
    );
    await client.query('analyze');
  } finally {
    client.release();
  }
}

if (import.meta.main) console.log(JSON.stringify(await measurePublicList(), null, 2));
