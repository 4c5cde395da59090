import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { listMembers } from '../../modules/membership/queries/list-members.ts';
import type { BareSettings } from '../bare-server.ts';
import { type Bench, type Figure, megabytes, ms, percent, range, whole } from '../bench.ts';
import { aCentre, signedIn, withPageCookies } from '../centre.ts';
import { startProduct } from '../child.ts';
import { compiledQuery } from '../compiled-query.ts';
import { fillCentre, settle, typicalBodies } from '../fill-centre.ts';
import { load } from '../load.ts';
import { memoryOf, postmasterOf } from '../processes.ts';
import { medianOf, processorNote, sideBySide } from '../side-by-side.ts';

const USERS = 10;
export const MEMBERS_LIST = '/adesioni/aderenti';

/**
 * (a) The list of members of a typical centre, 50 rows of 205, for somebody signed in; (e) the memory of the whole
 * product while it is at rest and while it answers (a).
 */
export async function membersList(bench: Bench): Promise<Figure[]> {
  const database = await bench.ground.newDatabase('members');
  const call = await aCentre(database, 'uno');
  await fillCentre(call, typicalBodies(205));
  await settle(call);
  const session = await signedIn(call);
  const postmaster = bench.ground.embedded ? await postmasterOf(database) : null;
  const on = call.today;
  const page = { sort: 'nome', direction: 'asc', size: 50, offset: 0 } as const;
  const compiled = await compiledQuery(call, (its) => listMembers(its, { on }, page));
  // Connections of the benchmark itself would count as memory of the database.
  await database.close();

  const product = await startProduct({ directory: bench.ground.directory, databaseUrl: database.url });
  try {
    const url = product.url + MEMBERS_LIST;
    const headers = { cookie: await withPageCookies(url, session) };
    const asked = { url, headers, connections: USERS };
    const processes = { application: product.pid, postmaster };
    const memory = await memoryBefore(bench, asked, () => memoryOf(processes));
    const query: BareSettings['query'] = {
      ...{ databaseUrl: database.url, pool: 20, centre: call.centreId, rows: 50 },
      ...compiled,
    };
    bench.say('(a) members for a signed-in reader');
    const measured = await sideBySide(bench, asked, processes, query);
    const text = await (await fetch(url, { headers: { ...headers, 'accept-encoding': 'identity' } })).text();
    const sent = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    const rate = (of: typeof measured.bare) => whole(medianOf(of, 'requestsPerSecond'));
    return [
      {
        row: 'a',
        what: 'List of members, 50 rows from the database, signed in: share of bare node:http with the same query and bytes',
        measured: `${percent(measured.share)} (${rate(measured.product)} of ${rate(measured.bare)} requests/s)`,
        aim: '≥ 60 %',
        met: measured.share >= 0.6,
        note: `${USERS} users; rounds between ${range(measured.shares, percent)}; ${processorNote(measured)}`,
      },
      {
        row: 'a',
        what: 'the same: p50 and p99',
        measured: `${ms(medianOf(measured.product, 'p50Ms'))}, ${ms(medianOf(measured.product, 'p99Ms'))}`,
        aim: null,
        met: null,
        note: `bare: ${ms(medianOf(measured.bare, 'p50Ms'))}, ${ms(medianOf(measured.bare, 'p99Ms'))}`,
      },
      {
        row: 'a',
        what: 'the same: weight of the page',
        measured: `${(measured.bytes / 1024).toFixed(1)} kB, ${(sent.length / 1024).toFixed(1)} kB as browsers get it (brotli)`,
        aim: null,
        met: null,
      },
      ...memoryFigures(memory, bench),
    ];
  } finally {
    await product.stop();
  }
}

interface Memory {
  atRest: number;
  underLoad: number;
}

/** At rest after its first pages; then the highest of what it takes while it answers. */
async function memoryBefore(
  bench: Bench,
  asked: { url: string; headers: Record<string, string>; connections: number },
  read: () => number,
): Promise<Memory> {
  await sleep(bench.quick ? 1000 : 5000);
  const atRest = read();
  let loading = true;
  const work = load({ ...asked, seconds: bench.quick ? 3 : 10 }).finally(() => {
    loading = false;
  });
  let underLoad = 0;
  while (loading) {
    underLoad = Math.max(underLoad, read());
    await sleep(500);
  }
  await work;
  return { atRest, underLoad };
}

function memoryFigures({ atRest, underLoad }: Memory, bench: Bench): Figure[] {
  const of = bench.ground.embedded ? 'application and embedded PostgreSQL' : 'application alone';
  const note = 'PSS';
  const most = (limit: number, bytes: number) => bytes <= limit * 2 ** 20;
  return [
    {
      row: 'e',
      what: `Memory at rest: ${of}`,
      measured: megabytes(atRest),
      aim: '≤ 400 MB',
      met: most(400, atRest),
      note,
    },
    {
      row: 'e',
      what: 'Memory under (a), the highest of readings twice a second',
      measured: megabytes(underLoad),
      aim: '≤ 700 MB',
      met: most(700, underLoad),
      note,
    },
  ];
}
