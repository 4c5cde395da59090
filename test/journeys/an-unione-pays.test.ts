import assert from 'node:assert/strict';
import { it } from 'node:test';
import { recordBodies } from '#directory';
import { recordEarlierAdhesions } from '#membership';
import { sql } from '#platform/database/pool';
import type { Demonstration } from '#test/demonstration';
import { demoCall } from '../../database/seeds/demo/seed.ts';
import {
  BRESCIA,
  bodyWithCode,
  italian,
  journey,
  type Person,
  recordsBothSignatures,
  today,
} from './steps.ts';

/*
 * [D2] A, B and C adhere through their Unione, which pays 60% of their fees; D adheres by itself, and the Unione pays
 * all of its fee; E stays out. 306,00 + 396,08 + 252,00 + 390,30 + 300,00 of its own = 1.644,38.
 */
const COMUNI = [
  { letter: 'A', inhabitants: 2400, enterprises: 150, pays: '60', due: '306,00 €' },
  { letter: 'B', inhabitants: 3001, enterprises: 210, pays: '60', due: '396,08 €' },
  { letter: 'C', inhabitants: 2000, enterprises: 120, pays: '60', due: '252,00 €' },
  { letter: 'D', inhabitants: 1802, enterprises: 120, pays: '100', due: '390,30 €' },
  { letter: 'E', inhabitants: 900, enterprises: 30 },
] as const;

journey(
  'an Unione adheres for three of its five comuni and pays for four',
  ({ demo, script, person, newPerson }) => {
    it('by delegation, with one notice and a line for each debtor', async () => {
      const valley = script ? 'Valle Chiara' : 'Valle Scura';
      const code = `uprova_${script ? 1 : 2}`;
      const nameOf = (letter: string) => `Comune ${letter} di ${valley}`;
      const codeOf = (letter: string) => `cprova${letter.toLowerCase()}_${script ? 1 : 2}`;
      await theUnioneOf(demo, valley, code, codeOf);
      const officer = await person('AO');
      for (const { letter } of COMUNI.slice(0, 4))
        await delegates(officer, (await bodyWithCode(demo, codeOf(letter))).id, code, letter === 'D');

      const association = await newPerson(`Segretario di ${valley}`, 'UO', code);
      await appliesForThree(association, valley, nameOf);
      await isAdmitted(officer, valley);
      await association.opens('/');
      await association.reads(`tramite Unione di ${valley}`);
      for (const { letter, pays } of COMUNI.slice(0, 4) as (typeof COMUNI)[0][])
        await agreesToPay(association, nameOf(letter), valley, pays);

      await nextYearIsNoticed(officer, await person('CM'));
      await officer.choosesFromMenu('Quote', 'Avvisi');
      await officer.fillsIn({ 'Ente o numero': `Unione di ${valley}` });
      await officer.presses('Filtra');
      await officer.follows(/\d+\/\d{4}/, officer.row(`Unione di ${valley}`));
      await officer.reads(/1\.644,38\s€/);
      for (const comune of COMUNI.slice(0, 4))
        assert.ok((await officer.rowText(nameOf(comune.letter))).includes((comune as { due: string }).due));
      assert.match(await officer.rowText(/Unione di .*Quota/), /300,00 €/);
      await officer.doesNotRead(nameOf('E'));
      await officer.reads('debitore di ogni quota resta l’ente per cui è dovuta');
    });
  },
);

async function theUnioneOf(demo: Demonstration, valley: string, code: string, codeOf: (l: string) => string) {
  const call = demoCall(demo.database, { now: () => new Date() }, BRESCIA);
  const on = `${Number(today().slice(0, 4)) - 1}-12-31`;
  const source = 'Dati della prova';
  await recordBodies(call, {
    source,
    validFrom: '2020-01-01',
    bodies: [
      ...COMUNI.map(({ letter, inhabitants, enterprises }) => ({
        key: letter,
        name: `Comune ${letter} di ${valley}`,
        category: 'COMUNE',
        ipaCode: codeOf(letter),
        digitalDomicile: `protocollo@${letter.toLowerCase()}.example`,
        figures: [
          { kind: 'population' as const, on, value: inhabitants, source },
          { kind: 'enterprises' as const, on, value: enterprises, source },
        ],
      })),
      {
        key: 'U',
        name: `Unione di ${valley}`,
        category: 'UNIONE',
        ipaCode: code,
        digitalDomicile: 'protocollo@unione.example',
        associates: COMUNI.map(({ letter }) => ({ key: letter, from: '2020-01-01' })),
      },
    ],
  });
  const { rows } = await sql<{ id: string; from: string }>`select convention_id as id, valid_from as "from"
    from membership.convention_card where centre_id = ${BRESCIA}`.execute(call.db);
  await recordEarlierAdhesions(call, {
    conventionId: rows[0]!.id,
    adhesions: [
      {
        line: 1,
        bodyCode: codeOf('D'),
        viaCode: null,
        from: rows[0]!.from,
        act: {
          organ: 'CONSIGLIO',
          number: '9',
          resolvedOn: '2025-11-03',
          publicationStart: '2025-11-04',
          immediatelyExecutable: true,
          certifiedExecutiveFrom: null,
          signatory: 'Il sindaco',
          boardRepresentative: 'Il sindaco',
          signatureKind: 'DIGITAL',
        },
        signedOn: '2025-12-01',
      },
    ],
  });
}

async function delegates(officer: Person, comuneId: string, code: string, payOnly: boolean): Promise<void> {
  await officer.opens(`/enti/${comuneId}/deleghe`);
  await officer.followsHere('Registra una delega');
  await officer.fillsIn({
    'Ente che riceve la delega': code,
    'Pagare la quota': true,
    ...(payOnly ? {} : ({ 'Approvare la convenzione': true } as const)),
    Atto: 'Delibera C.C. 7 del 02/03/2026',
  });
  await officer.presses('Registra la delega');
  await officer.reads('La delega è registrata.');
}

async function appliesForThree(
  association: Person,
  valley: string,
  nameOf: (letter: string) => string,
): Promise<void> {
  await association.follows('Presenta la domanda', association.row(`Unione di ${valley}`));
  assert.equal(await association.field(nameOf('E')).isDisabled(), true, 'E has delegated nothing');
  await association.fillsIn({ [nameOf('A')]: true, [nameOf('B')]: true, [nameOf('C')]: true });
  await association.presses('Predisponi la domanda');
  await association.presses('Presenta la domanda');
  await association.reads('La domanda è in attesa della verifica formale del centro.');
}

async function isAdmitted(officer: Person, valley: string): Promise<void> {
  await officer.opens('/adesioni');
  await officer.fillsIn({ 'Ente o numero': `Unione di ${valley}` });
  await officer.presses('Filtra');
  await officer.follows(/^n\. \d+/, officer.row(valley));
  await officer.presses('Verifica formale superata');
  await officer.followsHere('Registra la delibera');
  await officer.fillsIn({
    'Organo che ha deliberato': 'Assemblea',
    'Norma dello statuto che indica l’organo': 'art. 12, comma 2, dello statuto',
    'Numero della delibera': '5',
    'Data della delibera': italian(today()),
    'Dichiarata immediatamente eseguibile': true,
    'Schema di convenzione approvato dalla delibera': 'Convenzione',
    'Chi sottoscrive la convenzione': 'La presidente',
    'Rappresentante dell’ente nei tavoli': 'La presidente',
  });
  await officer.presses('Registra la delibera');
  await recordsBothSignatures(officer, 'La presidente');
}

async function agreesToPay(
  association: Person,
  comune: string,
  valley: string,
  share: string,
): Promise<void> {
  await association.opens('/quote/accordi');
  await association.followsHere('Registra un accordo');
  await association.fillsIn({
    'Debitore della quota': comune,
    'Ente che paga': `Unione di ${valley}`,
    Percentuale: share,
    Atto: 'Accordo fra l’Unione e i comuni, n. 2/2026',
  });
  await association.presses('Registra l’accordo');
  await association.reads('L’accordo è registrato');
}

async function nextYearIsNoticed(officer: Person, manager: Person): Promise<void> {
  await officer.opens('/quote/accertamenti/nuovo');
  await officer.fillsIn({ 'Anno delle quote': String(Number(today().slice(0, 4)) + 1) });
  await officer.presses('Avvia l’accertamento');
  await officer.waitsFor('Le quote attendono l’approvazione');
  const run = new URL(officer.page.url()).pathname;
  await manager.opens(`${run}/approvazione`);
  await manager.presses('Approva le quote');
  await officer.opens(run);
  await officer.presses('Emetti gli avvisi');
  await officer.waitsFor('Prepara i PDF degli avvisi');
}
