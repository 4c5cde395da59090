import assert from 'node:assert/strict';
import { it } from 'node:test';
import { journey, type Person, today } from './steps.ts';

const YEAR = Number(today().slice(0, 4));

/* [C22, P1] A proposal, its notches, who approves it; then the money, until nothing is open. */
journey('from a tariff to a closed notice', ({ script, person }) => {
  it('the tariff is proposed by one person, looked at by all, approved by the chair', async () => {
    const year = script ? YEAR + 1 : YEAR + 2;
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
    const tariff = new URL(author.page.url()).pathname;
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
    await chair.fillsIn({
      'Numero della decisione': '7',
      'Data della decisione': `${today().slice(8)}/${today().slice(5, 7)}/${YEAR}`,
    });
    await chair.presses('Approva la tariffa');
    await chair.reads(/segnalazioni/);
    await chair.fillsIn({ 'Dichiaro di avere esaminato le segnalazioni dei controlli': true });
    await chair.presses('Approva la tariffa');
    await chair.reads('La tariffa è stata approvata.');

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
  });

  it('a late notice is paid in two parts by the bank, reminded, corrected by two people, and closed', async () => {
    const officer = await person('AO');
    const notice = await aLateNotice(officer);
    await paysByBank(officer, notice.number, '10,00', `TRN${script ? 'A' : 'B'}1`);
    await remindsOnly(officer, notice.number);

    await officer.opens(notice.path);
    await officer.reads('Scaduto', 'Diffida formale, inviato il');
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

    await paysByBank(officer, notice.number, '40,00', `TRN${script ? 'A' : 'B'}2`);
    await officer.opens(notice.path);
    await officer.presses('Riconcilia con la tesoreria');
    await officer.reads('Riconciliato');
    assert.equal(await officer.isOffered('Registra un versamento'), false);
  });
});

/** The first notice among those to be reminded of which nothing is paid yet. */
async function aLateNotice(officer: Person): Promise<{ number: string; path: string }> {
  await officer.opens('/quote/solleciti');
  const links = officer.page.getByRole('main').getByRole('link', { name: /^n\. \d+\/\d{4}/ });
  const late = await links.evaluateAll((all) =>
    all.map((link) => ({ number: link.textContent!.slice(3), path: link.getAttribute('href')! })),
  );
  for (const notice of late.reverse()) {
    await officer.opens(notice.path);
    if ((await officer.isOffered(/^Storna/)) || !(await officer.isOffered(/^Rettifica la riga 1$/))) continue;
    return notice;
  }
  assert.fail('every late notice is paid in part');
}

/** Only to one: the others are ticked, as the page proposes, and are unticked. */
async function remindsOnly(officer: Person, number: string): Promise<void> {
  await officer.opens('/quote/solleciti');
  const boxes = officer.page.getByRole('main').getByRole('checkbox');
  for (const box of await boxes.all()) {
    const name = await officer.page.locator(`label[for="${await box.getAttribute('id')}"]`).textContent();
    if (name?.endsWith(`n. ${number}`)) continue;
    await box.focus();
    await officer.page.keyboard.press('Space');
  }
  await officer.presses('Invia i solleciti scelti');
  await officer.reads('Un sollecito inviato.');
}

async function paysByBank(officer: Person, number: string, amount: string, trn: string): Promise<void> {
  const [, month, day] = today().split('-');
  const lines = [
    'Data;Importo;Causale;TRN',
    `${day}/${month}/${YEAR};${amount};Quota di adesione, avviso ${number};${trn}`,
    `${day}/${month}/${YEAR};12,00;Pagamento senza numero;X${trn}`,
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
