import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listToolbar, resultsText } from '#ui/list-toolbar';

test('the count says where we are, in Italian', () => {
  const noun = ['ente', 'enti'] as const;
  assert.equal(resultsText({ from: 1, to: 50, total: 205, noun }), '1–50 di 205 enti');
  assert.equal(resultsText({ from: 1001, to: 1050, total: 12345, noun }), '1.001–1.050 di 12.345 enti');
  assert.equal(resultsText({ from: 1, to: 12, total: 12, noun }), '12 enti');
  assert.equal(resultsText({ from: 1, to: 1, total: 1, noun }), '1 ente');
  assert.equal(resultsText({ from: 0, to: 0, total: 0, noun }), '0 enti');
});

test('each filter in force can be taken away, and the list exported', () => {
  const toolbar = String(
    listToolbar({
      action: '/enti',
      activeFilters: [{ label: 'Provincia: Como', removeHref: '/enti?testo=a&pagina=1' }],
      results: { from: 1, to: 2, total: 2 },
      exports: [{ format: 'CSV', href: '/enti.csv' }],
    }),
  );
  assert.match(
    toolbar,
    /href="\/enti\?testo=a&amp;pagina=1"><span class="visually-hidden">Togli il filtro <\/span>/,
  );
  assert.match(toolbar, /Scarica l’elenco in formato <\/span>CSV/);
});
