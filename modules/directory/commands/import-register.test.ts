import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotAllowed, type RuleBroken } from '#platform/errors';
import { aHouse } from '#test/house';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import type { ImportOptions } from '../rules/register-import/import-options.ts';
import { applyImport } from './apply-import.ts';
import { importRegister } from './import-register.ts';
import { planImport } from './plan-import.ts';
import { chooseRows } from './request-import-job.ts';

const quiet = async () => {};

const IPA = 'codice_ipa,denominazione,categoria,codice_natura,codice_comune_istat,sito';
const ISTAT = 'codice_istat,denominazione,codice_catastale,sigla,regione,provincia';

function run(
  call: Call,
  kind: RegisterKindName,
  lines: readonly string[],
  options: Partial<ImportOptions> = {},
  dryRun = false,
) {
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  return importRegister(call, { bytes, fileName: `${kind}.csv`, kind, options, dryRun });
}

const bodiesOf = async (call: Call) =>
  (
    await sql<Record<string, string | null>>`
      select name, ipa_code, istat_code, cadastral_code, website, category from directory.public_bodies where centre_id = ${call.centreId} order by name, ipa_code`.execute(
      call.db,
    )
  ).rows;

const counts = (found: {
  counts: {
    new: number;
    changed: number;
    unchanged: number;
    refused: number;
    toChoose: number;
    outside: number;
  };
}) => {
  const { new: added, changed, unchanged, refused, toChoose, outside } = found.counts;
  return { added, changed, unchanged, refused, toChoose, outside };
};
const none = { added: 0, changed: 0, unchanged: 0, refused: 0, toChoose: 0, outside: 0 };

const rowsOf = async (call: Call, importId: string, outcome: string) =>
  (
    await sql<{
      line: number;
      label: string;
      reason: string | null;
      candidates: string[] | null;
      column_name: string | null;
      value: string | null;
      record: Record<string, unknown>;
      changes: Record<string, unknown>;
    }>`
      select * from directory.import_rows where centre_id = ${call.centreId} and import_id = ${importId} and outcome = ${outcome} order by line`.execute(
      call.db,
    )
  ).rows;

describe('the import of a register', () => {
  const house = aHouse();

  it('shows in the dry run what it would do, and does nothing', async () => {
    const call = house.system(house.other);
    const found = await run(
      call,
      'ipa-bodies',
      [IPA, 'c_prova,Comune di Prova,L6,2430,098001,www.prova.it'],
      {},
      true,
    );
    assert.deepEqual(counts(found), { ...none, added: 1 });
    assert.equal((await bodiesOf(call)).length, 0);
  });

  it('writes exactly what it showed; the same file again changes nothing', async () => {
    const call = house.system(house.other);
    const file = [
      IPA,
      'c_lodi,Comune di Lodi,L6,2430,098031,www.lodi.it',
      'asst_lo,Azienda Sanitaria di Lodi,L8,,098031,',
    ];
    assert.deepEqual(counts(await run(call, 'ipa-bodies', file)), { ...none, added: 2 });
    assert.deepEqual(
      (await bodiesOf(call)).map((b) => [b.name, b.istat_code]),
      [
        ['Azienda Sanitaria di Lodi', null],
        ['Lodi', '098031'],
      ],
    );
    assert.deepEqual(counts(await run(call, 'ipa-bodies', file)), { ...none, unchanged: 2 });
  });

  it('changes what the file says otherwise, keeps what the file does not say, shows before and after', async () => {
    const call = house.system(house.other);
    const found = await run(call, 'ipa-bodies', [
      IPA,
      'C_LODI,Comune di Lodi,L6,2430,098031,www.comune.lodi.it',
      'asst_lo,ASST Lodi,L8,,,',
    ]);
    assert.deepEqual(counts(found), { ...none, changed: 2 });
    const [first, second] = await rowsOf(call, found.importId, 'CHANGED');
    assert.match(String(first?.changes.website), /www\.lodi\.it/);
    assert.match(String(first?.record.website), /www\.comune\.lodi\.it/);
    assert.equal(first?.record.ipa_code, undefined, 'a code written with other capitals is the same code');
    assert.deepEqual([second?.changes.name, second?.record.name], ['Azienda Sanitaria di Lodi', 'ASST Lodi']);
    const { rows } = await sql<{
      name: string;
      valid_to: string;
    }>`select name, valid_to from directory.body_versions where centre_id = ${call.centreId}`.execute(
      call.db,
    );
    assert.deepEqual(rows, [{ name: 'Azienda Sanitaria di Lodi', valid_to: '2026-11-20' }]);
  });

  it('leaves two comuni that carry one ISTAT code to a person (Misiliscemi and Trapani), and goes on with the others', async () => {
    const call = house.system(house.other);
    const file = [
      IPA,
      'c_l331,Comune di Trapani,L6,2430,081021,',
      '3PS17TYB,comune di misiliscemi,L6,2430,081021,',
      'c_a176,Comune di Alcamo,L6,2430,081001,',
    ];
    const found = await run(call, 'ipa-bodies', file);
    assert.deepEqual(counts(found), { ...none, added: 1, toChoose: 2 });
    const doubtful = await rowsOf(call, found.importId, 'TO_CHOOSE');
    assert.deepEqual(
      doubtful.map((row) => row.reason),
      ['shared-istat-code', 'shared-istat-code'],
    );
    // The list of ISTAT tells them apart; then each is chosen among those of the same name.
    assert.equal(
      counts(
        await run(call, 'istat-comuni', [
          ISTAT,
          '081021,Trapani,L331,TP,Sicilia,Trapani',
          '081025,Misiliscemi,M432,TP,Sicilia,Trapani',
        ]),
      ).added,
      2,
    );
    const again = await run(call, 'ipa-bodies', file, {}, true);
    const [trapani, misiliscemi] = await rowsOf(call, again.importId, 'TO_CHOOSE');
    assert.equal(
      misiliscemi?.candidates?.length,
      2,
      'the body that has the code, and the one of the same name',
    );
    const ids = new Map(
      (
        await sql<{
          id: string;
          name: string;
        }>`select id, name from directory.public_bodies where centre_id = ${call.centreId}`.execute(call.db)
      ).rows.map((b) => [b.name, b.id]),
    );
    await chooseRows(call, again.importId, {
      [trapani!.line]: { bodyId: ids.get('Trapani')! },
      [misiliscemi!.line]: { bodyId: ids.get('Misiliscemi')! },
    });
    assert.deepEqual(await planImport(call, again.importId, quiet), {
      rows: 3,
      new: 0,
      changed: 2,
      unchanged: 1,
      refused: 0,
      toChoose: 0,
      outside: 0,
    });
    await applyImport(call, again.importId, quiet);
    const named = (await bodiesOf(call)).filter((b) => b.name === 'Misiliscemi' || b.name === 'Trapani');
    assert.deepEqual(
      named.map((b) => [b.name, b.ipa_code, b.istat_code]),
      [
        ['Misiliscemi', '3PS17TYB', '081025'],
        ['Trapani', 'c_l331', '081021'],
      ],
    );
  });

  it('never matches by name: a homonym without the code is a question, one with another code is another body', async () => {
    const call = house.system(house.other);
    await run(call, 'istat-comuni', [ISTAT, '001235,Samone,H753,TO,Piemonte,Torino']);
    // The other Samone has its own code: it is another comune.
    assert.deepEqual(
      counts(
        await run(call, 'istat-comuni', [ISTAT, '022165,Samone,H754,TN,Trentino-Alto Adige/Südtirol,Trento']),
      ),
      { ...none, added: 1 },
    );
    const found = await run(call, 'ipa-bodies', [IPA, 'c_h753,Comune di Samone,L6,2430,,'], {}, true);
    const [row] = await rowsOf(call, found.importId, 'TO_CHOOSE');
    assert.equal(row?.reason, 'same-name');
    assert.equal(row?.candidates?.length, 2);
  });

  it('follows a comune that changes code by its cadastral code, and keeps the old one in its history', async () => {
    const call = house.system(house.other);
    const before = [ISTAT, '090001,Aggius,A069,SS,Sardegna,Sassari', '090002,Altra,A070,SS,Sardegna,Sassari'];
    await run(call, 'istat-comuni', before, { effectiveOn: '2020-01-01' });
    // The two exchange codes: no order of writing would avoid a moment with two equal ones.
    const after = [ISTAT, '090002,Aggius,A069,SS,Sardegna,Sassari', '090001,Altra,A070,SS,Sardegna,Sassari'];
    assert.deepEqual(counts(await run(call, 'istat-comuni', after, { effectiveOn: '2026-01-01' })), {
      ...none,
      changed: 2,
    });
    const { rows } = await sql<Record<string, string>>`
      select v.istat_code, v.valid_to, b.istat_code as now from directory.body_versions v join directory.public_bodies b on b.centre_id = v.centre_id and b.id = v.body_id
      where v.centre_id = ${call.centreId} and b.name = 'Aggius'`.execute(call.db);
    assert.deepEqual(rows, [{ istat_code: '090001', valid_to: '2025-12-31', now: '090002' }]);
  });

  it('takes only the chosen territory, and counts the rest as outside', async () => {
    const call = house.system(house.other);
    const file = [
      ISTAT,
      '016024,Bergamo,A794,BG,Lombardia,Bergamo',
      '015146,Milano,F205,MI,Lombardia,Milano',
      '058091,Roma,H501,RM,Lazio,Roma',
    ];
    const only = (territory: ImportOptions['territory']) =>
      run(call, 'istat-comuni', file, { territory }, true);
    assert.deepEqual(counts(await only({ scope: 'provinces', provinces: ['BG'] })), {
      ...none,
      added: 1,
      outside: 2,
    });
    assert.deepEqual(counts(await only({ scope: 'region', region: 'Lombardia' })), {
      ...none,
      added: 2,
      outside: 1,
    });
    assert.deepEqual(counts(await only({ scope: 'list', codes: ['058091'] })), {
      ...none,
      added: 1,
      outside: 2,
    });
    assert.deepEqual(counts(await only({ scope: 'known' })), { ...none, outside: 3 });
  });

  it('says row, column, value and reason of what it refuses', async () => {
    const call = house.as('AO');
    const found = await run(call, 'population', [
      'codice_istat,popolazione,data',
      '017001,2450,2025-12-31',
      '017002,tremila,2025-12-31',
      '099999,10,2025-12-31',
    ]);
    assert.deepEqual(counts(found), { ...none, added: 1, refused: 2 });
    const refused = await rowsOf(call, found.importId, 'REFUSED');
    assert.deepEqual(
      refused.map((row) => [row.line, row.column_name, row.value]),
      [
        [3, 'popolazione', 'tremila'],
        [4, 'codice', '099999'],
      ],
    );
    assert.match(refused[0]?.reason ?? '', /numero intero/);
    assert.equal(refused[1]?.reason, 'unknown-body');
  });

  it('takes populations at their limits, and refuses by row and column those beyond', async () => {
    const call = house.as('AO');
    const found = await run(call, 'population', [
      'codice_istat,popolazione,data',
      '017001,0,2015-12-31',
      '017001,1,2016-12-31',
      '017001,5000000,2017-12-31',
      '017001,5000001,2018-12-31',
      '017001,999999999,2018-12-31',
      '017001,99999999999999999999,2018-12-31',
      '017001,-1,2018-12-31',
      '017001,"12,5",2018-12-31',
      '017001,12.5,2018-12-31',
      '017001,1e9,2018-12-31',
    ]);
    assert.deepEqual(counts(found), { ...none, added: 3, refused: 7 });
    const refused = await rowsOf(call, found.importId, 'REFUSED');
    assert.deepEqual(
      refused.map((row) => [row.line, row.column_name, /supera|negativo|intero/.exec(row.reason ?? '')?.[0]]),
      [
        [5, 'popolazione', 'supera'],
        [6, 'popolazione', 'supera'],
        [7, 'popolazione', 'supera'],
        [8, 'popolazione', 'negativo'],
        [9, 'popolazione', 'intero'],
        [10, 'popolazione', 'intero'],
        [11, 'popolazione', 'intero'],
      ],
    );
    const { rows } = await sql<{ day: string; inhabitants: number }>`
      select ref_date as day, inhabitants from directory.population_figures
      where centre_id = ${call.centreId} and body_id = ${house.body.ALFA} and ref_date between '2015-12-31' and '2018-12-31' order by 1`.execute(
      call.db,
    );
    assert.deepEqual(
      rows.map(({ day, inhabitants }) => [day, inhabitants]),
      [
        ['2015-12-31', 0],
        ['2016-12-31', 1],
        ['2017-12-31', 5_000_000],
      ],
    );
  });

  it('corrects a figure with a later line: the earlier stays', async () => {
    const call = house.as('AO');
    const found = await run(call, 'population', ['codice_istat,popolazione,data', '017001,2451,2025-12-31']);
    assert.deepEqual(counts(found), { ...none, changed: 1 });
    const { rows } = await sql<{
      inhabitants: number;
    }>`select inhabitants from directory.population_figures where centre_id = ${call.centreId} and body_id = ${house.body.ALFA} and ref_date = '2025-12-31' order by recorded_at, id`.execute(
      call.db,
    );
    assert.deepEqual(
      rows.map((row) => row.inhabitants),
      [2450, 2451],
    );
  });

  it('refuses a file of another centre’s reach: nothing crosses', async () => {
    const mine = house.as('AO');
    const { importId } = await run(
      mine,
      'population',
      ['codice_istat,popolazione,data', '017001,9,2020-12-31'],
      {},
      true,
    );
    await assert.rejects(applyImport(house.as('AO', { centre: house.other }), importId, quiet), /not found/);
    await assert.rejects(
      run(house.as('AU'), 'population', ['codice_istat,popolazione,data', '017001,9,2020-12-31']),
      NotAllowed,
    );
    await assert.rejects(
      run(house.as('TC', { body: house.body.ALFA! }), 'population', [
        'codice_istat,popolazione,data',
        '017001,9,2020-12-31',
      ]),
      NotAllowed,
    );
  });
});

describe('the application of a plan', () => {
  const house = aHouse();
  const file = (value: number) => ['codice_istat,popolazione,data', `017001,${value},2025-12-31`];
  const planned = async (value: number) =>
    (await run(house.as('AO'), 'population', file(value), {}, true)).importId;
  const figures = async () =>
    (
      await sql<{
        inhabitants: number;
      }>`select inhabitants from directory.population_figures where centre_id = ${house.centre} and ref_date = '2025-12-31' order by id`.execute(
        house.system().db,
      )
    ).rows.map((r) => r.inhabitants);

  it('is done once, however many times it is asked', async () => {
    const importId = await planned(100);
    const call = house.as('AO');
    const outcomes = await Promise.all([
      applyImport(call, importId, quiet),
      applyImport(call, importId, quiet),
      applyImport(call, importId, quiet),
    ]);
    assert.deepEqual(
      outcomes.map((one) => one.new),
      [1, 1, 1],
    );
    assert.deepEqual(await figures(), [100]);
  });

  it('is refused when the register has changed since the dry run: of two at once, one wins', async () => {
    const [one, other] = [await planned(200), await planned(300)];
    const call = house.as('AO');
    const ended = await Promise.allSettled([applyImport(call, one, quiet), applyImport(call, other, quiet)]);
    const refusals = ended.flatMap((e) => (e.status === 'rejected' ? [e.reason as RuleBroken] : []));
    assert.deepEqual(
      refusals.map((r) => r.code),
      ['directory.register-changed'],
    );
    assert.equal((await figures()).length, 2);
  });

  it('leaves nothing half written when its connection is cut in the middle, and can be done again', async () => {
    const call = house.system(house.other);
    const lines = Array.from({ length: 12_000 }, (_, n) => `ente_${n},Ente numero ${n},L34,,,`);
    const { importId } = await run(call, 'ipa-bodies', [IPA, ...lines], {}, true);
    const cut = async () => {
      await house.database.owner.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()",
      );
    };
    await assert.rejects(applyImport(call, importId, cut));
    const count = async () => (await bodiesOf(call)).length;
    assert.equal(await count(), 0);
    assert.equal((await applyImport(call, importId, quiet)).new, 12_000);
    assert.equal(await count(), 12_000);
    const audited =
      await sql`select 1 from platform.audit_events where centre_id = ${house.other} and action = 'directory.register-imported'`.execute(
        call.db,
      );
    assert.equal(audited.rows.length, 1);
  });

  it('leaves the earlier plan when the dry run is cut in the middle', async () => {
    const call = house.system(house.other);
    const { importId } = await run(call, 'ipa-bodies', [IPA, 'nuovo_1,Ente nuovo,L34,,,'], {}, true);
    const cut = async () => {
      await house.database.owner.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()",
      );
    };
    await assert.rejects(planImport(call, importId, cut));
    assert.equal((await rowsOf(call, importId, 'NEW')).length, 1);
    assert.equal((await planImport(call, importId, quiet))?.new, 1);
  });
});
