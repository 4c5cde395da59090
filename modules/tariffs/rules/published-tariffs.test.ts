import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exampleTariff } from '../builders.ts';
import { amountOfFee, assessFee } from './assess-fee.ts';
import type { FeeInputs } from './fee-inputs.ts';
import type { BodyCategory } from './tariff.ts';
import { sentenceOf } from './trace.ts';

/** What a body of so many inhabitants pays, in cents, under a tariff; `more` is what else is known of it. */
const payerOf =
  (name: string, category: BodyCategory, more: Partial<FeeInputs> = {}) =>
  (inhabitants?: number) =>
    amountOfFee(exampleTariff(name), { category, inhabitants, ...more });

/** The body has an amount only when somebody states it: what a source does not say is not invented. */
function onlyAgreed(name: string, inputs: FeeInputs): void {
  const tariff = exampleTariff(name);
  const result = assessFee(tariff, inputs);
  assert.deepEqual(result, { ok: false, missing: ['agreedAmount'], uncovered: false });
  assert.equal(amountOfFee(tariff, { ...inputs, others: { agreedAmount: '730.50' } }), 73050);
}

describe('ANCI: exempt, fixed part by band, rate, Unioni', () => {
  const comune = payerOf('anci-2015', 'COMUNE');
  it('500 are exempt, 501 and 1,000 pay 85.00 alone, 1,001 pay 111.00 + 0.17 each', () => {
    assert.deepEqual([500, 501, 1000, 1001].map(comune), [0, 8500, 8500, 28117]);
  });
  it('5,000 → 137 + 850.00, 5,001 → 164 + 850.17, 500,001 → 1,640 + 85,000.17', () => {
    assert.deepEqual([5000, 5001, 500001].map(comune), [98700, 101417, 8664017]);
  });
  it('an Unione pays 1,090.00 with all its comuni, 70 % of a comune as big without: 8,000 → 1,066.80', () => {
    assert.equal(payerOf('anci-2015', 'UNIONE', { wholeAssociation: true })(8000), 109000);
    assert.equal(payerOf('anci-2015', 'UNIONE', { wholeAssociation: false })(8000), 106680);
    assert.equal(payerOf('anci-2015', 'UNIONE')(8000), null);
  });
  it('of a Provincia the source says nothing', () => {
    onlyAgreed('anci-2015', { category: 'PROVINCIA', inhabitants: 300000 });
  });
});

describe('ANCI with what the region adds', () => {
  it('Lombardia: 0.028 an inhabitant above 500; 8,000 → 164 + 1,360 + 224', () => {
    const lombardia = payerOf('anci-lombardia-2014', 'COMUNE', { region: '03' });
    assert.deepEqual([500, 501, 1000, 8000].map(lombardia), [0, 9903, 11300, 174800]);
  });
  it('Lombardia: elsewhere 1,524.00, and nothing when the region is not known', () => {
    assert.equal(payerOf('anci-lombardia-2014', 'COMUNE', { region: '08' })(8000), 152400);
    assert.equal(payerOf('anci-lombardia-2014', 'COMUNE')(8000), null);
  });
  it('Piemonte: an amount by band; 1,000 → 85 + 100, 1,001 → 111 + 170.17 + 200, 8,000 → 1,824.00', () => {
    const piemonte = payerOf('anci-piemonte-2018', 'COMUNE', { region: '01' });
    assert.deepEqual([500, 1000, 1001, 8000].map(piemonte), [0, 18500, 48117, 182400]);
    assert.deepEqual([15000, 15001].map(piemonte), [21700 + 255000 + 30000, 21700 + 255017 + 50000]);
  });
  it('Piemonte: an Unione 1,090.00; a Città metropolitana of 2,200,000 at twelve decimals → 81,843.02', () => {
    assert.equal(payerOf('anci-piemonte-2018', 'UNIONE')(), 109000);
    assert.equal(payerOf('anci-piemonte-2018', 'CITTA_METRO')(2_200_000), 8184302);
  });
});

describe('Comuni Virtuosi: one amount a band', () => {
  const comune = payerOf('comuni-virtuosi', 'COMUNE');
  it('1,500 → 100, 1,501 → 200, 15,000 → 800, 15,001 → 1,400, 200,000 → 4,000, 200,001 → 5,000', () => {
    const amounts = [1500, 1501, 15000, 15001, 200000, 200001].map(comune);
    assert.deepEqual(amounts, [10000, 20000, 80000, 140000, 400000, 500000]);
  });
  it('an Unione 700.00, whatever its inhabitants; of a Provincia the source says nothing', () => {
    assert.equal(payerOf('comuni-virtuosi', 'UNIONE')(), 70000);
    onlyAgreed('comuni-virtuosi', { category: 'PROVINCIA' });
  });
});

describe('Alleanza per il Clima: a rate between a minimum and a maximum', () => {
  const comune = payerOf('alleanza-per-il-clima', 'COMUNE');
  it('0.0085 an inhabitant: 29,412 still pay 250.00, 29,413 pay 250.01, 100,000 pay 850.00', () => {
    assert.deepEqual([0, 29411, 29412, 29413, 100000].map(comune), [25000, 25000, 25000, 25001, 85000]);
  });
  it('1,764,705 pay 14,999.99 and two millions 15,000.00; a Regione what was agreed', () => {
    assert.deepEqual([1764705, 2000000].map(comune), [1499999, 1500000]);
    onlyAgreed('alleanza-per-il-clima', { category: 'REGIONE' });
  });
  it('until 2023, 0.0077 from 231 to 15,000, and half of it in Eastern Europe, minimum and maximum too', () => {
    const name = 'alleanza-per-il-clima-fino-al-2023';
    const west = payerOf(name, 'COMUNE', { bodyClass: 'Altri' });
    const east = payerOf(name, 'COMUNE', { bodyClass: 'Europa orientale' });
    assert.deepEqual([10000, 100000, 2000000].map(west), [23100, 77000, 1500000]);
    assert.deepEqual([10000, 100000, 2000000].map(east), [11550, 38500, 750000]);
    onlyAgreed(name, { category: 'REGIONE' });
  });
});

describe('Città del Castagno: by category, less when the association of the comune is a member', () => {
  const name = 'citta-del-castagno-2020';
  it('a comune of 5,000 → 250, 5,001 → 500; inside a member association 150 and 300', () => {
    assert.deepEqual([5000, 5001].map(payerOf(name, 'COMUNE', { bodyClass: 'Altri' })), [25000, 50000]);
    const inside = payerOf(name, 'COMUNE', { bodyClass: 'Incluso in ente associato' });
    assert.deepEqual([5000, 5001].map(inside), [15000, 30000]);
  });
  it('a Comunità montana 1,000, a GAL 250, a museum 50, a consortium 50', () => {
    assert.equal(payerOf(name, 'CM')(), 100000);
    assert.equal(payerOf(name, 'OTHER', { bodyClass: 'GAL' })(), 25000);
    assert.equal(payerOf(name, 'OTHER', { bodyClass: 'Museo o ecomuseo' })(), 5000);
    assert.equal(payerOf(name, 'CONSORZIO')(), 5000);
  });
});

describe('Association des maires de France: bands for the small, then a rate with a cap', () => {
  const name = 'sindaci-di-francia-2022';
  it('199 → 48, 200 → 67, 399 → 67, 400 → 77, 600 → 77, 601 → 99.77', () => {
    const amounts = [199, 200, 399, 400, 600, 601].map(payerOf(name, 'COMUNE'));
    assert.deepEqual(amounts, [4800, 6700, 6700, 7700, 7700, 9977]);
  });
  it('231,927 pay 38,499.88 and one more 38,500.00, the cap', () => {
    assert.deepEqual([231927, 231928, 2000000].map(payerOf(name, 'COMUNE')), [3849988, 3850000, 3850000]);
  });
  it('a community of 5,000 pays 235.00, of 200,000 the cap of 8,200.00, of 4,999 nobody says', () => {
    assert.deepEqual([5000, 200000].map(payerOf(name, 'UNIONE')), [23500, 820000]);
    onlyAgreed(name, { category: 'UNIONE', inhabitants: 4999 });
  });
});

describe('Federació de Municipis de Catalunya: another rate for each kind of body', () => {
  const catalunya = 'municipi-di-catalogna-2023';
  it('8,000 × 0.174194 → 1,393.55; a province on the inhabitants of its capital alone', () => {
    assert.equal(payerOf(catalunya, 'COMUNE')(8000), 139355);
    const province = payerOf(catalunya, 'PROVINCIA', { others: { capitalInhabitants: 100000 } });
    assert.equal(province(750000), 1741940);
    assert.equal(payerOf(catalunya, 'PROVINCIA')(750000), null);
  });
  it('a comarca of 75,000 pays 795.15: its cap of 840 is never reached; one of 300,000 the cap of 2,520', () => {
    assert.deepEqual([75000, 75001, 300000].map(payerOf(catalunya, 'UNIONE')), [79515, 79516, 252000]);
  });
  it('the metropolitan area: 3,300,000 × 0.021739 → 71,738.70', () => {
    assert.equal(payerOf(catalunya, 'CITTA_METRO')(3_300_000), 7173870);
  });
});

describe('Kommunaler Prüfungsverband: for every 50,000 euros begun', () => {
  const name = 'revisione-comunale-baviera-2021';
  const consortium = (budget: number) =>
    amountOfFee(exampleTariff(name), { category: 'CONSORZIO', others: { budget } });
  it('four steps are 189.20, below the minimum of 214.00; the fifth begun makes 236.50', () => {
    assert.deepEqual([0, 1, 200000, 200001].map(consortium), [21400, 21400, 21400, 23650]);
  });
  it('20 steps at 47.30 up to one million, then 19.00, then 9.30 above six', () => {
    assert.deepEqual([1000000, 1000001].map(consortium), [94600, 96500]);
    assert.deepEqual([6000000, 6000001, 6050001].map(consortium), [284600, 285530, 286460]);
  });
  it('explains how many steps were begun', () => {
    const result = assessFee(exampleTariff(name), { category: 'CONSORZIO', others: { budget: 1_030_000 } });
    assert.ok(result.ok);
    assert.ok(
      result.trace
        .map(sentenceOf)
        .includes(
          'Euro di bilancio dell’anno precedente da 1.000.001 a 6.000.000 (30.000, ogni 50.000 o frazione): 1 × 19,00 € = 19,00 €',
        ),
    );
  });
  it('a city outside the districts: cap of 29,900 up to 100,000, then another rate, and the notch at 200,001', () => {
    const city = payerOf(name, 'COMUNE', { bodyClass: 'Città extracircondariale' });
    assert.deepEqual([79733, 79734, 100000, 100001].map(city), [2989988, 2990000, 2990000, 2990030]);
    assert.deepEqual([200000, 200001, 700000].map(city), [5980000, 4500023, 15010000]);
  });
  it('other comuni 0.405, districts 0.133, Bezirke 0.025 an inhabitant', () => {
    assert.equal(payerOf(name, 'COMUNE', { bodyClass: 'Altri' })(8000), 324000);
    assert.equal(payerOf(name, 'PROVINCIA')(120000), 1596000);
    assert.equal(payerOf(name, 'OTHER', { bodyClass: 'Distretto' })(1_000_000), 2500000);
  });
});

describe('Arbeitgeberverband Thüringen: a base by kind and staff, a falling rate with a cap', () => {
  const pays = (category: BodyCategory, employees: number, bodyClass = 'Altri') =>
    amountOfFee(exampleTariff('datori-di-lavoro-turingia-2018'), {
      category,
      bodyClass,
      others: { employees },
    });
  it('10 employees 550 + 85, 11 → 600 + 93.50, 100 → 800 + 850, 101 → 950 + 858.50', () => {
    const amounts = [10, 11, 100, 101].map((employees) => pays('COMUNE', employees));
    assert.deepEqual(amounts, [63500, 69350, 165000, 180850]);
  });
  it('from the 1,001st 5.50 each, up to 25,000 for the staff: 4,000 employees reach it, 5,000 pay the same', () => {
    const amounts = [1000, 1001, 4000, 5000].map((employees) => pays('COMUNE', employees));
    assert.deepEqual(amounts, [945000, 945550, 2595000, 2595000]);
  });
  it('a district 2,450 + 300 × 8.50; a savings bank of 300 and 301; an institution of 20', () => {
    assert.equal(pays('PROVINCIA', 300), 500000);
    assert.equal(pays('OTHER', 300, 'Cassa di risparmio'), 325000 + 255000);
    assert.equal(pays('OTHER', 301, 'Cassa di risparmio'), 350000 + 255850);
    assert.equal(pays('OTHER', 20), 55000 + 17000);
  });
});

describe('Standesbeamte Baden-Württemberg: by band, and 5.00 more for an invoice', () => {
  const name = 'stato-civile-baden-2020';
  it('5,000 → 70, 5,001 → 85, 50,000 → 140, 50,001 → 180', () => {
    const comune = payerOf(name, 'COMUNE', { others: { invoices: 0 } });
    assert.deepEqual([5000, 5001, 50000, 50001].map(comune), [7000, 8500, 14000, 18000]);
  });
  it('a district 180.00; who asks for the invoice 5.00 more; a person what was agreed', () => {
    assert.equal(payerOf(name, 'PROVINCIA', { others: { invoices: 0 } })(), 18000);
    assert.equal(payerOf(name, 'COMUNE', { others: { invoices: 1 } })(8000), 9000);
    onlyAgreed(name, { category: 'OTHER' });
  });
});

describe('ICLEI: the page itself works one out', () => {
  const pays = payerOf('iclei-gruppo-iv', 'COMUNE');
  it('3,000,000 inhabitants → 5,240.00, as the page says', () => {
    assert.equal(pays(3_000_000), 524000);
  });
  it('50,000 → 450, 50,001 → 900, 4,000,000 → 5,240, above → 5,985', () => {
    assert.deepEqual([50000, 50001, 4000000, 4000002].map(pays), [45000, 90000, 524000, 598500]);
  });
  it('a national association 2,620.00, one of a part of the country 1,870.00', () => {
    const association = (bodyClass: string) => payerOf('iclei-gruppo-iv', 'OTHER', { bodyClass })();
    assert.equal(association('Associazione nazionale'), 262000);
    assert.equal(association('Associazione territoriale'), 187000);
  });
});

describe('Lecco: the same shape, another price each year', () => {
  const perYear: [name: string, forOne: number, forFortyTwo: number, forAThousand: number][] = [
    ['lecco-2017-consuntivo', 13100, 550200, 13100000],
    ['lecco-2018-preventivo', 10026, 421092, 10026000],
    ['lecco-2019-previsione', 8500, 357000, 8500000],
    ['lecco-2019-consuntivo', 9072, 381024, 9072000],
  ];
  for (const [name, ...amounts] of perYear)
    it(`${name}: one workstation, 42, 1,000`, () => {
      const pays = (workstations: number) =>
        amountOfFee(exampleTariff(name), { category: 'COMUNE', others: { workstations } });
      assert.deepEqual([1, 42, 1000].map(pays), amounts);
    });
});

describe('price lists of services that the language can say', () => {
  it('portali: 500 + 1,000 for the migration + two packs for 25 hours = 2,700.00; 500.00 alone [D5]', () => {
    const pays = (migrations: number, supportHours: number) =>
      amountOfFee(exampleTariff('servizio-portali-una-tantum'), {
        category: 'COMUNE',
        others: { migrations, supportHours },
      });
    assert.deepEqual([pays(1, 25), pays(0, 0), pays(0, 20), pays(0, 21)], [270000, 50000, 110000, 170000]);
  });
  it('portali: 3,000 → 1,500 a year, 3,001 → 2,000, 8,000 → 2,500, 15,001 → 3,500 [D5]', () => {
    const amounts = [3000, 3001, 8000, 15001].map(payerOf('servizio-portali-canone', 'COMUNE'));
    assert.deepEqual(amounts, [150000, 200000, 250000, 350000]);
  });
  it('SPID: five names → 175.00, none → 0, one → 35.00 [D6]', () => {
    const pays = (releases: number) =>
      amountOfFee(exampleTariff('servizio-spid-rilasci'), { category: 'COMUNE', others: { releases } });
    assert.deepEqual([5, 0, 1].map(pays), [17500, 0, 3500]);
  });
});
