import { type Bench, type Figure, ms, percent, range, whole } from '../bench.ts';
import { aCentre } from '../centre.ts';
import { startProduct } from '../child.ts';
import { fillCentre, settle, typicalBodies } from '../fill-centre.ts';
import { postmasterOf } from '../processes.ts';
import { medianOf, processorNote, sideBySide } from '../side-by-side.ts';

const USERS = 10;

/**
 * (a2) The same list for the public: kept in memory, and for each request the revision of the centre is asked of the
 * database (one question for all who come together), against bare node:http sending the same bytes from memory.
 */
export async function publicList(bench: Bench): Promise<Figure[]> {
  const database = await bench.ground.newDatabase('public');
  const call = await aCentre(database, 'uno');
  await fillCentre(call, typicalBodies(205));
  await settle(call);
  const postmaster = bench.ground.embedded ? await postmasterOf(database) : null;
  await database.close();
  const product = await startProduct({ directory: bench.ground.directory, databaseUrl: database.url });
  try {
    bench.say('(a2) members for the public');
    const asked = { url: `${product.url}/centri/uno/enti-aderenti`, connections: USERS };
    const measured = await sideBySide(bench, asked, { application: product.pid, postmaster });
    const { share, shares, product: ours, bare, bytes } = measured;
    const rate = (of: typeof bare) => whole(medianOf(of, 'requestsPerSecond'));
    return [
      {
        row: 'a2',
        what: 'The list for the public, remembered and never stale: share of bare node:http with the same bytes from memory',
        measured: `${percent(share)} (${rate(ours)} of ${rate(bare)} requests/s)`,
        aim: '≥ 50 %',
        met: share >= 0.5,
        note: `${USERS} users; p99 ${ms(medianOf(ours, 'p99Ms'))}; page ${(bytes / 1024).toFixed(1)} kB; rounds between ${range(shares, percent)}; ${processorNote(measured)}`,
      },
    ];
  } finally {
    await product.stop();
  }
}
