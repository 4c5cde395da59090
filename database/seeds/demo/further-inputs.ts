import { importRegister } from '#directory';
import { giveClasses } from '#membership';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { csvText } from '#platform/files/csv-write';
import { draftTariff, parseTariff } from '#tariffs';

interface Member {
  code: string;
  inhabitants: number;
}

/**
 * What a tariff by classes and workstations wants: a proposal of such a tariff, the classes that the convention gives
 * to comuni, and workstations by file. All invented; one comune in twenty has not answered yet.
 */
export async function seedFurtherInputs(call: Call): Promise<void> {
  const { rows } = await sql<{ id: string; from: string }>`
    select convention_id as id, valid_from as "from" from membership.convention_card
    where centre_id = ${call.centreId} order by valid_from desc, convention_id limit 1`.execute(call.db);
  const convention = rows[0];
  const members = convention ? await memberComuni(call, convention.id) : [];
  if (!convention || members.length === 0) return;
  await draftTariff(call, {
    conventionId: convention.id,
    code: 'quota-classi',
    title: 'Quota per classi e postazioni',
    validFrom: convention.from,
    validTo: null,
    vatTreatment: 'OUT_OF_SCOPE',
    parameters: null,
    definition: byClass(),
  });
  await giveClasses(call, {
    conventionId: convention.id,
    classes: members.map(({ code, inhabitants }, at) => ({
      line: at + 1,
      bodyCode: code,
      bodyClass: classOf(inhabitants),
      from: convention.from,
      to: null,
      act: 'Allegato B della convenzione (dimostrativo)',
    })),
  });
  const answered = members.filter((_, at) => at % 20 !== 7);
  await importRegister(call, {
    kind: 'quantities',
    fileName: 'postazioni.csv',
    bytes: Buffer.from(
      csvText([
        ['Codice IPA', 'Voce', 'Valore', 'Data di riferimento'],
        ...['2024-12-31', '2025-12-31'].flatMap((on) =>
          answered.map(({ code, inhabitants }) => [
            code,
            'Postazioni',
            String(workstations(inhabitants)),
            on,
          ]),
        ),
      ]),
    ),
    options: { source: 'Ricognizione delle postazioni (dati inventati)' },
    dryRun: false,
  });
}

/** The member comuni with their latest inhabitants. */
async function memberComuni(call: Call, conventionId: string): Promise<readonly Member[]> {
  const { rows } = await sql<Member>`
    select b.ipa_code as code, f.inhabitants
    from membership.membership_term m
    join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    join directory.latest_figure f on f.centre_id = m.centre_id and f.body_id = m.body_id
    where m.centre_id = ${call.centreId} and m.convention_id = ${conventionId} and m.valid_to >= ${call.today}
      and b.category = 'COMUNE' and b.ipa_code is not null and f.inhabitants is not null
    order by b.ipa_code`.execute(call.db);
  return rows;
}

const workstations = (inhabitants: number): number => Math.round(inhabitants / 240) + 3;

const classOf = (inhabitants: number): string =>
  inhabitants > 10_000 ? 'A' : inhabitants > 3000 ? 'B' : 'C';

function byClass() {
  const flat = (amount: string) => ({ kind: 'FLAT', label: 'Quota della classe', amount });
  const read = parseTariff({
    schema: 'urn:broletto:tariff:1',
    name: 'Quota per classi e postazioni',
    source: 'esempio: tariffa inventata',
    populationReference: { kind: 'PENULTIMATE_YEAR_END' },
    variables: [{ name: 'workstations', label: 'Postazioni', one: 'postazione' }],
    fee: {
      kind: 'CHOICE',
      options: [
        {
          label: 'Comuni',
          when: { categories: ['COMUNE'] },
          fee: {
            kind: 'SUM',
            parts: [
              {
                kind: 'CHOICE',
                options: [
                  { label: 'Classe A', when: { classes: ['A'] }, fee: flat('2000.00') },
                  { label: 'Classe B', when: { classes: ['B'] }, fee: flat('900.00') },
                  { label: 'Classe C', fee: flat('350.00') },
                ],
              },
              {
                kind: 'SLABS',
                per: 'workstations',
                slabs: [
                  { from: 0, upTo: 10, rate: '20.00' },
                  { from: 11, upTo: null, rate: '15.00' },
                ],
              },
            ],
          },
        },
        { label: 'Altri enti', fee: { kind: 'FLAT', amount: '300.00' } },
      ],
    },
  });
  if (!read.ok) throw new Error('the tariff of the demonstration cannot be read');
  return read.tariff;
}
