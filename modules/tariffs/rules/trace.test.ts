import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assessFee } from './assess-fee.ts';
import { standardTariff } from './standard-tariff.ts';
import { sentenceOf } from './trace.ts';

describe('the trace in Italian', () => {
  it('tells how 8,000 inhabitants and 600 enterprises make 1,740.00', () => {
    const result = assessFee(standardTariff(), { category: 'COMUNE', inhabitants: 8000, enterprises: 600 });
    assert.ok(result.ok);
    assert.deepEqual(result.trace.map(sentenceOf), [
      'Regola applicata: Comuni fino a 40.000 abitanti',
      'Abitanti fino a 3.000: 3.000 × 0,15 € = 450,00 €',
      'Abitanti da 3.001 a 5.000: 2.000 × 0,15 € × (100% − 5%) = 285,00 €',
      'Abitanti da 5.001 a 10.000: 3.000 × 0,15 € × (100% − 10%) = 405,00 €',
      'Abitanti: 450,00 € + 285,00 € + 405,00 € = 1.140,00 €',
      'Imprese attive: 600 × 1,00 € = 600,00 €',
      'Somma: 1.140,00 € + 600,00 € = 1.740,00 €',
      'Arrotondamento al centesimo: 1.740,00 € → 1.740,00 €',
    ]);
  });

  it('shows every decimal before the one rounding: 2.729,9875 € → 2.729,99 €', () => {
    const result = assessFee(standardTariff(), { category: 'COMUNE', inhabitants: 12345, enterprises: 1021 });
    assert.ok(result.ok);
    assert.equal(sentenceOf(result.trace.at(-1)!), 'Arrotondamento al centesimo: 2.729,9875 € → 2.729,99 €');
  });

  it('says caps, floors, increases and shares', () => {
    const euro = (value: string) => ({ value, unit: 'EURO' as const });
    assert.equal(
      sentenceOf({
        step: 'CAP',
        label: 'Importo massimo',
        operands: [euro('7000'), euro('6000')],
        result: '6000',
      }),
      'Importo massimo: il minore fra 7.000,00 € e 6.000,00 € = 6.000,00 €',
    );
    assert.equal(
      sentenceOf({
        step: 'PRODUCT',
        label: 'Limite',
        operands: [euro('500'), { value: '0.125', unit: 'INCREASE' }],
        result: '562.5',
      }),
      'Limite: 500,00 € × (100% + 12,5%) = 562,50 €',
    );
    assert.equal(
      sentenceOf({
        step: 'PRODUCT',
        label: 'Frazione',
        operands: [euro('500'), { value: '1.5', unit: 'SHARE' }],
        result: '750',
      }),
      'Frazione: 500,00 € × 150% = 750,00 €',
    );
  });
});
