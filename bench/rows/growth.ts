import type { Call } from '#platform/call';
import type { Database } from '#platform/database/pool';
import { type Bench, type Figure, ms, seconds, whole } from '../bench.ts';
import { aCentre, signedIn, withPageCookies } from '../centre.ts';
import { startProduct } from '../child.ts';
import { fillCentre, settle, typicalBodies } from '../fill-centre.ts';
import { load } from '../load.ts';
import { growthExponent, median } from '../statistics.ts';
import { timeOfYear } from './fees.ts';
import { MEMBERS_LIST } from './members-list.ts';
import { searches } from './search.ts';

const TYPICAL = 205;
const TIMES = [1, 10, 100] as const;
const USERS = 4;

interface Point {
  size: number;
  /** Milliseconds of (a), (d), and of the fees of a whole centre (b). */
  list: number;
  search: number;
  fees: number;
}

/**
 * (f) How (a), (b) and (d) grow: a typical centre, then ten and a hundred times as large; and, in another database,
 * ten and a hundred such centres, of which one is asked.
 */
export async function growth(bench: Bench): Promise<Figure[]> {
  const times = bench.quick ? TIMES.slice(0, 2) : TIMES;
  const larger: Point[] = [];
  const more: Point[] = [];
  for (const size of times) {
    bench.say(`(f) one centre of ${whole(size * TYPICAL)} bodies`);
    const database = await bench.ground.newDatabase(`larger_${size}`);
    const call = await aCentre(database, 'uno');
    const { convention } = await fillCentre(call, typicalBodies(size * TYPICAL));
    larger.push({ size, ...(await measured(bench, call, convention, size * TYPICAL)) });
    await database.close();
  }
  const database = await bench.ground.newDatabase('more');
  let centres = 0;
  for (const size of times) {
    bench.say(`(f) ${size} centres of ${TYPICAL} bodies`);
    const asked = await centresUpTo(database, centres, size);
    centres = size;
    more.push({ size, ...(await measured(bench, asked.call, asked.convention, TYPICAL)) });
  }
  await database.close();
  return [...figuresOf(larger, 'bodies of a centre'), ...figuresOf(more, 'centres')];
}

/** Opens centres until there are so many; answers the last, which has no fee of this year yet. */
async function centresUpTo(
  database: Database,
  from: number,
  to: number,
): Promise<{ call: Call; convention: string }> {
  const bodies = typicalBodies(TYPICAL);
  let last: { call: Call; convention: string } | undefined;
  for (let n = from; n < to; n++) {
    const call = await aCentre(database, `centro-${n + 1}`);
    last = { call, ...(await fillCentre(call, bodies)) };
  }
  return last!;
}

async function measured(
  bench: Bench,
  call: Call,
  convention: string,
  members: number,
): Promise<Omit<Point, 'size'>> {
  await settle(call);
  const { url } = call.database;
  const session = await signedIn(call);
  const product = await startProduct({ directory: bench.ground.directory, databaseUrl: url });
  let read: { list: number; search: number };
  try {
    const headers = { cookie: await withPageCookies(product.url + MEMBERS_LIST, session) };
    const paths = searches(typicalBodies(TYPICAL).map((body) => body.name));
    read = {
      list: await timeOf(bench, { url: product.url + MEMBERS_LIST, headers }),
      search: await timeOf(bench, { url: product.url, headers, paths }),
    };
  } finally {
    await product.stop();
  }
  // Once nobody else works on jobs: the product's own worker would take the same ones.
  return { ...read, fees: await timeOfYear(call, convention, members) };
}

/** The median answer, in milliseconds, with few users at once: the median of the rounds. */
async function timeOf(
  bench: Bench,
  asked: { url: string; headers: Record<string, string>; paths?: string[] },
): Promise<number> {
  const one = (length: number) => load({ ...asked, seconds: length, connections: USERS });
  await one(2);
  const rounds: number[] = [];
  for (let round = 0; round < (bench.quick ? 1 : 3); round++) {
    const answers = await one(1);
    if (answers.failures > 0) throw new Error(`${asked.url}: ${answers.failures} requests failed`);
    rounds.push(answers.p50Ms);
  }
  return median(rounds);
}

function figuresOf(points: readonly Point[], what: string): Figure[] {
  const sizes = points.map(({ size }) => `${size}×`).join(', ');
  const figure = (
    row: string,
    name: string,
    of: 'list' | 'search' | 'fees',
    show: (value: number) => string,
  ) => ({
    row: 'f',
    what: `Growth with the ${what}, ${sizes}: (${row}) ${name}`,
    measured: `${points.map((point) => show(point[of])).join(', ')}; exponent ${growthExponent(
      points.map((point) => ({ size: point.size, time: point[of] })),
    ).toFixed(2)}`,
    aim: null,
    met: null,
    note: of === 'fees' ? 'all members of one centre' : `p50 of the page, ${USERS} users`,
  });
  return [
    figure('a', 'list of members', 'list', ms),
    figure('b', 'assessing and noticing', 'fees', seconds),
    figure('d', 'search', 'search', ms),
  ];
}
