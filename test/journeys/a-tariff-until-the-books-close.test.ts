import assert from 'node:assert/strict';
import { it } from 'node:test';
import { prepareReminders } from '#fees';
import { demoCall } from '../../database/seeds/demo/seed.ts';
import { BRESCIA, italian, journey, type Person } from './steps.ts';

/*
 * [C22, P1] One year, from the proposal of its tariff until its books are closed: simulated, validated, approved,
 * assessed, noticed, paid in two parts from the bank's files, reminded, corrected, reconciled, closed.
 */
journey('from a tariff to a closed year', ({ demo, person, day, until }) => {
  let year: number;
  let tariff: string;
  let notice: IssuedNotice;
  /** What is prepared each morning. */
  const dawn = () => {
    const now = new Date(`${day()}T05:20:00Z`);
    return prepareReminders(demoCall(demo.database, { now: () => now }, BRESCIA));
  };

  it('the tariff is proposed by one person, simulated, validated, approved by the chair', async () => {
    year = Number(day().slice(0, 4)) + 1;
    const author = await person('PM');
    await author.follows('Tariffe');
    await author.followsHere('Nuova proposta');
    await author.fillsIn({
      Codice: 'quota-adesione',
      Titolo: `Quota per fasce ${year}`,
      'Vale dal': `01/01/${year}`,
    });
    await author.chooses('Abitanti e imprese si leggono', /a un giorno fisso/);
    await author.fillsIn({ 'Giorno fisso dei dati': '31/12/2024' });
    await author.chooses('Lo sconto si applica', /^per fasce/);
    await author.presses('Salva la proposta');
    await author.reads('Punti in cui un ente più grande paga di meno');
    assert.match(await author.rowText('da 3.000 a 3.001 abitanti'), /-|−/);
    tariff = new URL(author.page.url()).pathname;
    await author.followsHere('Simula');
    await author.reads('Pagano di meno', 'Distribuzione delle variazioni');
    await author.opens(`${tariff}/approvazione`);
    await author.reads('Operazione non consentita');

    const officer = await person('AO');
    await officer.opens(tariff);
    await officer.presses('Conferma il trattamento IVA');

    const chair = await person('CH');
    await chair.opens(tariff);
    await chair.followsHere('Approva');
    await chair.fillsIn({ 'Numero della decisione': '7', 'Data della decisione': italian(day()) });
    await chair.presses('Approva la tariffa');
    await chair.reads(/segnalazioni/);
    await chair.fillsIn({ 'Dichiaro di avere esaminato le segnalazioni dei controlli': true });
    await chair.presses('Approva la tariffa');
    await chair.reads('La tariffa è stata approvata.');
  });

  it('in January the fees are assessed by it and approved by another person, and the notices are issued', async () => {
    until(`${year}-01-20`);
    const officer = await person('AO');
    await officer.opens('/quote/accertamenti/nuovo');
    await officer.fillsIn({ 'Anno delle quote': String(year) });
    await officer.presses('Avvia l’accertamento');
    await officer.waitsFor('Le quote attendono l’approvazione');
    await officer.reads(`Quota per fasce ${year}`, '31/12/2024');
    const run = new URL(officer.page.url()).pathname;
    const manager = await person('CM');
    await manager.opens(`${run}/approvazione`);
    await manager.presses('Approva le quote');
    await officer.opens(run);
    await officer.presses('Emetti gli avvisi');
    await officer.waitsFor('Prepara i PDF degli avvisi');
    notice = await anIssuedNotice(officer, year);
  });

  it('a part comes by the bank; when the notice is late, it is reminded, and corrected by two people', async () => {
    until(`${year}-03-02`);
    const early = await person('AO');
    await paysByBank(early, notice.number, '10,00', day(), `TRN${year}A`);
    await dawn();
    await early.opens(`/quote/solleciti?q=${notice.number}`);
    await early.reads('Nessun sollecito corrisponde ai filtri');

    until(`${year}-05-10`);
    await dawn();
    const officer = await person('AO');
    await remindsOnly(officer, notice.number);
    await officer.opens(notice.path);
    await officer.reads('Scaduto', /sollecito, inviato il/i);
    await officer.follows(/^Rettifica/, officer.page.getByRole('main'));
    await officer.fillsIn({ 'Importo corretto': '50,00', Motivo: 'Il comune è entrato in corso d’anno.' });
    await officer.presses('Proponi la rettifica');
    await officer.reads('La rettifica è proposta: attende l’approvazione di un’altra persona.');
    assert.equal(await officer.isOffered(/^Decidi/), false, 'who proposes does not decide');

    const manager = await person('CM');
    await manager.opens(notice.path);
    await manager.followsHere(/^Decidi/);
    await manager.chooses('Decisione', /^Approva/);
    await manager.presses('Conferma la decisione');
    await manager.reads('La rettifica è approvata ed è una riga dell’avviso.');
  });

  it('the rest comes, the notice is reconciled; after the year two people close its books', async () => {
    until(`${year}-05-20`);
    const officer = await person('AO');
    await paysByBank(officer, notice.number, '40,00', day(), `TRN${year}B`);
    await officer.opens(notice.path);
    await officer.presses('Riconcilia con la tesoreria');
    await officer.reads('Riconciliato');
    assert.equal(await officer.isOffered('Registra un versamento'), false);
    await officer.opens(`/quote/chiusure/nuova?anno=${year}`);
    await officer.reads(/non è ancora terminato/);

    until(`${year + 1}-01-10`);
    const again = await person('AO');
    await again.opens(`/quote/chiusure/nuova?anno=${year}`);
    await again.page
      .getByLabel(/^Motivo del riporto degli importi da versare/)
      .fill('Versamenti sollecitati.');
    await again.presses(/^Predisponi/);
    await again.reads('La chiusura è predisposta: ora la approva un’altra persona.');
    const closing = new URL(again.page.url()).pathname;
    const manager = await person('CM');
    await manager.opens(`${closing}/decisione`);
    await manager.chooses('Decisione', /^Approva/);
    await manager.presses(/^Conferma/);
    await manager.reads('Anno chiuso', 'Versamenti sollecitati.');
    const statement = await manager.downloads('CSV');
    const row = statement.bytes
      .toString('utf8')
      .split('\r\n')
      .find((line) => line.startsWith(`${notice.payer};`));
    assert.match(row ?? '', /;50,00;50,00;0,00;0,00/, 'due, paid, open, credit');
  });
});

interface IssuedNotice {
  number: string;
  path: string;
  payer: string;
}

/** A notice of the year that asks a body more than fifty euro for itself alone. */
async function anIssuedNotice(officer: Person, year: number): Promise<IssuedNotice> {
  await officer.opens(`/quote/avvisi?anno=${year}`);
  const rows = officer.page.getByRole('main').getByRole('row').filter({ hasText: /^n\. / });
  const issued = await rows.evaluateAll((all) =>
    all.map((row) => ({
      number: row.querySelector('a')!.textContent!.slice(3),
      path: row.querySelector('a')!.getAttribute('href')!,
      payer: row.querySelector('td')!.textContent!,
    })),
  );
  for (const notice of issued) {
    await officer.opens(notice.path);
    if (await officer.isOffered(/^Rettifica la riga 2$/)) continue;
    if (/ [1-9]\d{2,},\d\d €/.test(await officer.rowText('Totale'))) return notice;
  }
  assert.fail('no notice asks a body for more than a hundred euro');
}

/** Only to one, found by its number. */
async function remindsOnly(officer: Person, number: string): Promise<void> {
  await officer.opens('/quote/solleciti');
  await officer.fillsIn({ 'Ente o numero': number });
  await officer.presses('Filtra');
  await officer.reads('1 sollecito');
  await officer.presses('Invia i solleciti scelti');
  await officer.reads('Un sollecito inviato.');
}

async function paysByBank(
  officer: Person,
  number: string,
  amount: string,
  on: string,
  trn: string,
): Promise<void> {
  const lines = [
    'Data;Importo;Causale;TRN',
    `${italian(on)};${amount};Quota di adesione, avviso ${number};${trn}`,
    `${italian(on)};12,00;Pagamento senza numero;X${trn}`,
  ];
  await officer.opens('/quote/versamenti/estratti');
  await officer.attaches(
    'Movimenti della banca (CSV)',
    `${trn}.csv`,
    Buffer.from(lines.join('\r\n')),
    'text/csv',
  );
  await officer.presses('Carica e prova l’abbinamento');
  assert.match(await officer.rowText('Non abbinata'), /1/);
  await officer.presses('Registra i versamenti');
  await officer.reads(/Sono registrati 1 versamenti|È registrato un versamento/);
}
