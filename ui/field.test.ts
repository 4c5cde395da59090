import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertValidHtml } from '#test/html';
import { errorSummary, titleWithErrors } from '#ui/error-summary';
import { checkboxes, dateField, passwordField, radios, select, textArea, textField } from '#ui/field';

test('a field is tied to its label, hint and error', async () => {
  const field = String(
    textField({
      name: 'ente[nome]',
      label: 'Denominazione',
      hint: 'Come nello statuto.',
      error: 'Indicare la denominazione.',
      required: true,
      value: 'A&B',
    }),
  );
  assert.match(field, /<label class="form-label" for="campo-ente-nome-">Denominazione/);
  assert.match(field, /\(obbligatorio\)/);
  assert.match(field, /aria-describedby="campo-ente-nome--aiuto campo-ente-nome--errore"/);
  assert.match(field, /aria-invalid="true"/);
  assert.match(field, /value="A&amp;B"/);
  await assertValidHtml(field, 'field');
});

test('what was typed comes back, but for passwords', () => {
  assert.match(
    String(dateField({ name: 'data', label: 'Data', value: '31/02/2026' })),
    /inputmode="numeric"|value="31\/02\/2026"/,
  );
  assert.match(
    String(textArea({ name: 'note', label: 'Note', value: '</textarea><b>' })),
    /\n&lt;\/textarea&gt;&lt;b&gt;<\/textarea>/,
  );
  const password = String(passwordField({ name: 'p', label: 'Password', autocomplete: 'current-password' }));
  assert.doesNotMatch(password, /value=/);
  assert.match(password, /autocomplete="current-password"/);
});

test('the chosen answers stay chosen', () => {
  const choices = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ];
  assert.match(String(select({ name: 's', label: 'S', choices, value: 'b' })), /<option value="b" selected>/);
  assert.match(String(radios({ name: 'r', label: 'R', choices, value: 'b' })), /value="b" checked/);
  assert.match(
    String(checkboxes({ name: 'c', label: 'C', choices, values: ['a', 'b'] })),
    /value="a" checked[^§]*value="b" checked/,
  );
});

test('the summary leads to each wrong field, to the first answer of a group too', () => {
  const summary = String(errorSummary([{ field: 'esito', message: 'Scegliere l’esito.' }]));
  assert.match(summary, /role="alert"/);
  assert.match(summary, /href="#campo-esito"/);
  assert.match(
    String(radios({ name: 'esito', label: 'Esito', choices: [{ value: '1', label: 'Sì' }] })),
    /id="campo-esito"/,
  );
  assert.equal(errorSummary([]), '');
});

test('the title of a refused page starts with the word that says it', () => {
  assert.equal(titleWithErrors('Nuovo ente', [{ message: 'x' }]), 'Errore: Nuovo ente');
  assert.equal(titleWithErrors('Nuovo ente', {}), 'Nuovo ente');
});
