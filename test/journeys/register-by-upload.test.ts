import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bodyWithCode, journey, type Person } from './steps.ts';

const HEADER = 'codice_ipa;denominazione;categoria;codice_natura;codice_comune_istat;sito';

/* A register comes as a file: nothing is written before the officer has seen what would change. */
journey('a register imported by upload', ({ demo, script, person }) => {
  it('is tried, looked at row by row, applied, and changes nothing the second time', async () => {
    const officer = await person('AO');
    const brescia = await bodyWithCode(demo, 'c_b157');
    const site = `www.comune.brescia.${script ? 'uno' : 'due'}.example`;
    const file = [
      HEADER,
      `prova_${script ? 'uno' : 'due'};Consorzio di prova ${script ? 'Uno' : 'Due'};L36;2600;;`,
      `c_b157;${brescia.name};L6;2430;017029;${site}`,
      'c_9999;;L6;2430;;',
      'non valido!;Ente dal codice sbagliato;L6;2430;;',
    ].join('\r\n');

    await uploads(officer, file, 'enti.csv');
    await officer.reads('Le colonne corrispondono al registro');
    await officer.presses('Fai la prova');
    await officer.waitsFor('Righe lette');
    await officer.followsHere(/^Scartate/);
    assert.match(await officer.rowText('Manca «denominazione»'), /^4 denominazione/);
    assert.match(await officer.rowText('non valido!'), /^5 codice_ipa .* senza spazi/);
    await officer.followsHere(/^Nuove/);
    await officer.reads(`Consorzio di prova ${script ? 'Uno' : 'Due'}`);
    await officer.followsHere(/^Modificate/);
    assert.match(await officer.rowText(brescia.name), new RegExp(`Sito: .* → http://${site}`));
    await officer.presses('Applica 2 righe');
    await officer.waitsFor(/1 riga nuova e 1 modificata, come mostrato dalla prova/);

    await uploads(officer, file, 'enti.csv');
    await officer.presses('Fai la prova');
    await officer.waitsFor('Nulla da applicare: il file non porta novità rispetto all’anagrafe.');
    assert.equal(await officer.isOffered(/^Applica/), false);
  });
});

async function uploads(officer: Person, text: string, name: string): Promise<void> {
  await officer.choosesFromMenu('Enti', 'Importazioni');
  await officer.followsHere(/Carica un registro|Importa un registro/);
  await officer.attaches('File del registro', name, Buffer.from(text), 'text/csv');
  await officer.presses('Carica e controlla');
}
