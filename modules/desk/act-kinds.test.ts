import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ACT_KINDS, type ActKindName, actLabel, isActKind } from './act-kinds.ts';

it('every kind of act has its name in words', () => {
  const labels = (Object.keys(ACT_KINDS) as ActKindName[]).map((kind) =>
    actLabel({ kind, year: 2026, number: 3 }),
  );
  assert.deepEqual(labels, [
    'Accertamento delle quote n. 3 del 2026',
    'Rettifica sull’avviso n. 3/2026',
    'Storno di una rettifica sull’avviso n. 3/2026',
    'Restituzione di un credito sull’avviso n. 3/2026',
    'Compensazione di un credito sull’avviso n. 3/2026',
    'Annullamento di restituzione o compensazione sull’avviso n. 3/2026',
    'Riparto di un costo n. 3 del 2026',
    'Conguaglio di un riparto n. 3 del 2026',
    'Chiusura dell’anno 2026',
    'Riapertura dell’anno 2026',
    'Proposta di tariffa, versione 3',
    'Modifica ai dati di un ente',
  ]);
});

it('only known kinds are kinds', () => {
  assert.ok(isActKind('RUN'));
  for (const name of [undefined, '', 'run', 'toString']) assert.equal(isActKind(name), false);
});
