import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barChart } from '#ui/chart';

const chart = (values: number[], direction: 'horizontal' | 'vertical' = 'horizontal') =>
  String(
    barChart({
      title: 'Quote',
      description: 'Quote per provincia.',
      labelHeader: 'Provincia',
      valueHeader: 'Quota',
      direction,
      bars: values.map((value, index) => ({ label: `Provincia ${index}`, value, text: `${value},00 €` })),
    }),
  );

test('the longest bar fills the room, the others are in proportion', () => {
  const widths = [...chart([100, 50, 0]).matchAll(/<rect[^>]* width="([\d.]+)"/g)].map((match) =>
    Number(match[1]),
  );
  assert.deepEqual(widths, [490, 245, 0]);
});

test('the same figures stand in a table', () => {
  assert.match(chart([100]), /<th scope="row">Provincia 0<\/th><td class="text-end numeric">100,00 €<\/td>/);
});

test('nothing to show draws nothing wrong', () => {
  for (const direction of ['horizontal', 'vertical'] as const) {
    assert.doesNotMatch(chart([], direction), /NaN|Infinity/);
    assert.doesNotMatch(chart([0, 0], direction), /NaN|Infinity/);
  }
});
