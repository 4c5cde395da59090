import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aBareConvention, exampleNames } from '../builders.ts';

type Browser = Awaited<ReturnType<ReturnType<typeof aHouse>['browser']>>;

/** Sends the file of an example as an officer would, and gives the address of the proposal. */
async function propose(officer: Browser, conventionId: string, name: string): Promise<string> {
  const file = new URL(`../examples/${name}.json`, import.meta.url);
  const made = await officer.post('/tariffe/nuova/json', {
    conventionId,
    code: name,
    title: name,
    validFrom: '01/01/2027',
    validTo: '',
    vatTreatment: 'OUT_OF_SCOPE',
    definition: readFileSync(file, 'utf8'),
  });
  assert.equal(made.status, 303, name);
  return made.location;
}

const linkIn = (html: string): string =>
  /href="([^"]*\/calcolo\?[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';

/** The table supposes that nothing was due in the year of the safeguard; the page of one body asks for that fee. */
const ASKS_FOR_A_YEAR: Record<string, string> = {
  'brescia-2015-2020': 'Manca: la quota del 2013',
  'minimo-massimo-e-salvaguardia': 'Manca: la quota del 2025',
};

describe('the example tariffs on the pages', () => {
  const house = aHouse();

  it('are taken as they are, and «Vedi il calcolo» leads to the amount of the table', async () => {
    const convention = await aBareConvention(house.system());
    const officer = await house.browser('AO');
    for (const name of exampleNames()) {
      const shown = await officer.get(await propose(officer, convention, name));
      assert.equal(shown.status, 200, name);
      const table = shown.text.slice(shown.text.indexOf('Esempi di calcolo'));
      const amount = /([\d.]+,\d\d) €/.exec(table)?.[1];
      const calculation = await officer.get(linkIn(table));
      assert.ok(calculation.text.includes(ASKS_FOR_A_YEAR[name] ?? `${amount} €`), `${name}: ${amount}`);
    }
  });

  it('say what the worked examples take for granted', async () => {
    const officer = await house.browser('AO');
    const at = await propose(
      officer,
      await aBareConvention(house.system()),
      'revisione-comunale-baviera-2021',
    );
    const { text } = await officer.get(at);
    await assertValidHtml(text, at);
    assert.match(
      text,
      /Se l’esempio non dice altro, vale 1: «Euro di bilancio dell’anno precedente», «Importo concordato»/,
    );
    assert.match(
      text,
      /Scaglioni di euro di bilancio dell’anno precedente \(prezzi ogni 50\.000 o frazione\)/,
    );
    assert.match(text, /da 200\.000 a 200\.001 abitanti/);
  });

  it('name the figure that is missing as the tariff does, and know «Nessuna» from not known', async () => {
    const officer = await house.browser('AO');
    const at = await propose(officer, await aBareConvention(house.system()), 'citta-del-castagno-2020');
    const calculation = (query: string) => officer.get(`${at}/calcolo?${query}`);
    const agreed = await calculation('categoria=PROVINCIA&classe=');
    await assertValidHtml(agreed.text, 'agreed amount');
    assert.match(agreed.text, /Manca: «Importo concordato»/);
    assert.match((await calculation('categoria=PROVINCIA&classe=&dato-agreedAmount=730')).text, /730,00 €/);
    assert.match((await calculation('categoria=COMUNE&abitanti=5001&classe=')).text, /500,00 €/);
    assert.match(
      (await calculation('categoria=COMUNE&abitanti=5001')).text,
      /Manca: la classe assegnata dalla convenzione/,
    );
  });
});
