import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from '#platform/html';
import { assertValidHtml } from '#test/html';
import { emptyState } from '#ui/empty-state';
import { dataTable, rowMemory, type TableOptions } from '#ui/table';

interface Body {
  name: string;
  fee: string;
}

const table = (more: Partial<TableOptions<Body>> = {}) =>
  String(
    dataTable<Body>({
      caption: 'Enti aderenti',
      rows: [{ name: 'Comune di <Gavirate>', fee: '1.740,00 €' }],
      columns: [
        { header: 'Ente', rowHeader: true, sortKey: 'ente', cell: (row) => row.name },
        { header: 'Quota', numeric: true, cell: (row) => row.fee, total: '1.740,00 €' },
      ],
      ...more,
    }),
  );

test('a cell is escaped unless it is HTML already', () => {
  assert.match(table(), /<th scope="row">Comune di &lt;Gavirate&gt;<\/th>/);
  const linked = table({ columns: [{ header: 'Ente', cell: (row) => html`<a href="/1">${row.name}</a>` }] });
  assert.match(linked, /<td><a href="\/1">Comune di &lt;Gavirate&gt;<\/a><\/td>/);
});

test('a row read again as it was is the one already written, and any change of it is written', () => {
  interface Body {
    id: string;
    name: string;
    inhabitants: number | null;
    since?: string;
  }
  let written = 0;
  const name = (b: Body) => {
    written++;
    return b.name;
  };
  const memory = rowMemory<Body>((b) => b.id, 2);
  const shown = (rows: readonly Body[], remembered = true): string =>
    dataTable<Body>({
      caption: 'Enti',
      rows,
      columns: [
        { header: 'Ente', rowHeader: true, cell: name },
        { header: 'Abitanti', cell: (b) => b.inhabitants },
      ],
      rowClass: (b) => (b.inhabitants === null ? 'table-warning' : undefined),
      ...(remembered ? { memory } : {}),
    }).toString();
  const times = (rows: readonly Body[]): number => {
    const so = written;
    shown(rows);
    return written - so;
  };
  const alfa: Body = { id: 'a', name: 'Alfà <b> dell’Oglio', inhabitants: 2400 };
  assert.equal(times([alfa]), 1);
  assert.equal(times([{ ...alfa }]), 0);
  assert.equal(shown([{ ...alfa }]), shown([alfa], false));
  for (const changed of [
    { ...alfa, name: 'Alfa' },
    { ...alfa, inhabitants: null },
    { ...alfa, inhabitants: 0 },
    { ...alfa, since: '2026-01-01' },
  ]) {
    assert.equal(times([changed]), 1, JSON.stringify(changed));
    assert.equal(shown([changed]), shown([changed], false));
  }
  // Two rows are remembered: the third takes the place of the first.
  const [b, c, d] = ['b', 'c', 'd'].map((id) => ({ ...alfa, id }));
  assert.equal(times([b!, c!, d!]), 3);
  assert.equal(times([d!]), 0);
  assert.equal(times([b!]), 1);
});

test('a cell without a value shows a dash that is not read, zero shows zero', () => {
  const none = table({ columns: [{ header: 'Note', cell: () => null }] });
  assert.match(none, /aria-hidden="true">–</);
  assert.match(table({ columns: [{ header: 'Avvisi', cell: () => 0 }] }), /<td>0<\/td>/);
});

test('the sorted column says its order, and its link asks for the other one', () => {
  const href = (key: string, direction: string) => `/enti?ordine=${key}&verso=${direction}`;
  const page = table({ sort: { key: 'ente', direction: 'asc', href } });
  assert.match(page, /aria-sort="ascending"/);
  assert.match(page, /href="\/enti\?ordine=ente&amp;verso=desc"/);
  assert.doesNotMatch(table({ sort: { key: 'quota', direction: 'asc', href } }), /aria-sort/);
});

test('the totals row spans the columns before the first figure', () => {
  assert.match(
    table({ totalLabel: 'Totale' }),
    /<tfoot><tr class="table-total"><th scope="row">Totale<\/th><td class="text-end numeric">1\.740,00 €/,
  );
});

test('without rows stands what to do next', () => {
  const page = table({ rows: [], empty: emptyState({ title: 'Nessun ente' }) });
  assert.match(page, /Nessun ente/);
  assert.doesNotMatch(page, /<table/);
});

test('a table that becomes blocks on a small screen stays a table for screen readers', async () => {
  const page = table({ small: 'stack', totalLabel: 'Totale' });
  assert.match(page, /role="table"/);
  assert.match(page, /<td role="cell" data-label="Quota"/);
  await assertValidHtml(page, 'stacked table');
});
