import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brandProblem, brandStylesheet, contrastWithWhite } from '#ui/brand-stylesheet';

const primaryOf = (css: string) => /--brand-primary:(#[0-9a-f]{6})/.exec(css)![1]!;

test('contrast with white is that of WCAG', () => {
  assert.equal(contrastWithWhite('#000000'), 21);
  assert.equal(contrastWithWhite('#ffffff'), 1);
  assert.equal(contrastWithWhite('#0066cc').toFixed(2), '5.57');
});

test('a legible colour is kept as it is', () => {
  assert.equal(primaryOf(brandStylesheet({ primary: '#8A1538' })), '#8a1538');
});

test('a colour too light for white text is darkened until it is legible, and the form says why', () => {
  assert.ok(contrastWithWhite(primaryOf(brandStylesheet({ primary: '#ffcc00' }))) >= 4.5);
  assert.match(
    brandProblem('#ffcc00')!,
    /Scegliere un colore più scuro: il contrasto con il testo bianco è 1,5:1/,
  );
  assert.equal(brandProblem('#0066cc'), undefined);
});

test('what is not a colour cannot enter the stylesheet', () => {
  const css = brandStylesheet({ primary: 'red}body{display:none' });
  assert.equal(primaryOf(css), '#0066cc');
  assert.doesNotMatch(css, /display/);
  assert.match(brandProblem('rosso')!, /formato #rrggbb/);
});
