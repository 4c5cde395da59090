import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { type ResolutionData, wordDocument } from '#documents';
import { RuleBroken } from '#platform/errors';
import { aHouse } from '#test/house';

const RESOLUTION: ResolutionData = {
  body: { name: 'Unione di Alfa e Beta', organ: 'Consiglio dell’Unione' },
  centre: 'Centro uno',
  convention: { title: 'Convenzione 2026–2036', version: '1' },
  references: ['l’art. 30 del D.Lgs. 267/2000'],
  signatory: 'il Presidente',
  boardRepresentative: 'l’Assessore',
  spending: { year: 2027, amountCents: 164438 },
  immediatelyExecutable: true,
  municipalities: [{ name: 'Alfa <&>', sharePercent: '60%', sourceAct: 'Delibera n. 5' }],
};

const textOf = (docx: Buffer): string => Buffer.from(unzipSync(docx)['word/document.xml']!).toString('utf8');

describe('a text that a body must complete, as DOCX', () => {
  const house = aHouse();

  it('has the same contents as its PDF', async () => {
    const text = textOf(await wordDocument(house.as('AO'), 'resolution-association', RESOLUTION));
    for (const said of [
      'Unioni e Comunità montane',
      '1.644,38 €',
      'immediatamente eseguibile',
      'Alfa &lt;&amp;&gt;',
      '60%',
    ])
      assert.ok(text.includes(said), said);
  });

  it('is a convention with its articles and commas', async () => {
    const text = textOf(
      await wordDocument(house.as('AO'), 'convention', {
        title: 'Convenzione',
        version: '3',
        parties: { managing: { name: 'Provincia', representative: 'il Presidente' } },
        premises: ['premessa'],
        articles: [
          { heading: 'Fini', text: 'Primo comma.\nSecondo comma.' },
          { heading: 'Durata', text: 'Fino al 31/12/2036.' },
        ],
      }),
    );
    for (const said of ['Art. 1 – Fini', 'Secondo comma.', 'Art. 2 – Durata', 'a pena di nullità'])
      assert.ok(text.includes(said), said);
  });

  it('is refused, as the PDF is, when a mandatory content is missing', async () => {
    const without = { ...RESOLUTION, municipalities: [] };
    await assert.rejects(wordDocument(house.as('AO'), 'resolution-association', without), RuleBroken);
    assert.ok(await wordDocument(house.as('AO'), 'resolution-municipality', without));
  });
});
