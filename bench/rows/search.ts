import { type Bench, type Figure, ms, range, whole } from '../bench.ts';
import { aCentre, signedIn, withPageCookies } from '../centre.ts';
import { startProduct } from '../child.ts';
import { addBodies, settle } from '../fill-centre.ts';
import { type Answers, load } from '../load.ts';
import { otherName } from '../registers.ts';
import { medianOf } from '../side-by-side.ts';

const BODIES = 25_000;
const USERS = 10;
const BODY_LIST = '/enti';

/** Addresses of searches: words of the names, whole and begun, as people type them. */
export function searches(names: readonly string[]): string[] {
  const words = new Set<string>();
  for (let n = 0; words.size < 120 && n < names.length; n += Math.max(Math.floor(names.length / 400), 1)) {
    const longest = names[n]!.split(/[^\p{L}]+/u).sort((a, b) => b.length - a.length)[0]!;
    if (longest.length >= 5) words.add(words.size % 2 === 0 ? longest : longest.slice(0, 5));
  }
  return [...words].map((word) => `${BODY_LIST}?q=${encodeURIComponent(word)}`);
}

/** (d) The list of bodies searched by words among 25,000, ten users at once, each word in turn. */
export async function searchBodies(bench: Bench): Promise<Figure[]> {
  const { registers } = bench;
  const names = [
    ...registers.ipaNames,
    ...registers.comuni.map((comune) => `Comune di ${comune.name}`),
    ...Array.from({ length: BODIES }, (_, n) => otherName(n)),
  ].slice(0, BODIES);
  const database = await bench.ground.newDatabase('search');
  const call = await aCentre(database, 'italia');
  await addBodies(
    call,
    names.map((name) => ({ name })),
  );
  await settle(call);
  const session = await signedIn(call);
  const product = await startProduct({ directory: bench.ground.directory, databaseUrl: database.url });
  try {
    bench.say(`(d) searching among ${whole(BODIES)} bodies`);
    const cookie = await withPageCookies(product.url + BODY_LIST, session);
    const asked = {
      ...{ url: product.url, connections: USERS, headers: { cookie }, paths: searches(names) },
      seconds: bench.quick ? 2 : 4,
    };
    await load({ ...asked, seconds: 2 });
    const rounds: Answers[] = [];
    for (let round = 0; round < (bench.quick ? 1 : 3); round++) rounds.push(await load(asked));
    if (rounds.some((one) => one.failures > 0)) throw new Error('searches failed');
    const [p50, p99] = [medianOf(rounds, 'p50Ms'), medianOf(rounds, 'p99Ms')];
    return [
      {
        row: 'd',
        what: `Search among ${whole(BODIES)} bodies, ${USERS} users at once: p50 and p99 of the page`,
        measured: `${ms(p50)}, ${ms(p99)}`,
        aim: 'p99 < 50 ms',
        met: p99 < 50,
        note: `${whole(medianOf(rounds, 'requestsPerSecond'))} searches/s of ${asked.paths.length} words; p99 between ${range(
          rounds.map((one) => one.p99Ms),
          ms,
        )}`,
      },
    ];
  } finally {
    await product.stop();
    await database.close();
  }
}
