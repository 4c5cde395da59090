import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyFields } from './required-fields.ts';

const FIELDS = [
  { path: 'payer.name', label: 'la denominazione del pagatore' },
  { path: 'lines[].debtor', label: 'il debitore di ogni riga' },
  { path: 'total', label: 'il totale' },
];

describe('mandatory fields of a document', () => {
  it('are all there', () => {
    assert.deepEqual(
      emptyFields({ payer: { name: 'Alfa' }, lines: [{ debtor: 'Alfa' }], total: 0 }, FIELDS),
      [],
    );
  });
  it('are named when absent, null, of spaces alone or without lines', () => {
    const all = FIELDS.map((field) => field.label);
    assert.deepEqual(emptyFields({}, FIELDS), all);
    assert.deepEqual(emptyFields(null, FIELDS), all);
    assert.deepEqual(emptyFields({ payer: { name: '  ' }, lines: [], total: null }, FIELDS), all);
  });
  it('are wanted in every line', () => {
    const data = { payer: { name: 'Alfa' }, lines: [{ debtor: 'Alfa' }, { debtor: '' }], total: 1 };
    assert.deepEqual(emptyFields(data, FIELDS), ['il debitore di ogni riga']);
  });
  it('are not found in what every object has by nature', () => {
    assert.deepEqual(emptyFields({}, [{ path: 'constructor.name', label: 'x' }]), ['x']);
  });
});
