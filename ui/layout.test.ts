import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertValidHtml } from '#test/html';
import { type ErrorStatus, errorPage, errorTitle } from '#ui/error-page';
import { hidden } from '#ui/field';
import { type LayoutOptions, layout } from '#ui/layout';

const page = (more: Partial<LayoutOptions> = {}) =>
  String(
    layout({
      face: 'public',
      title: 'Servizi',
      centre: {
        name: 'Centro Servizi Territoriale del Lario',
        shortName: 'CST Lario',
        managingBody: 'Provincia di Como',
        homeUrl: '/',
        contact: { email: 'cst@example.it' },
      },
      navigation: [{ label: 'Servizi', href: '/servizi', current: true }],
      content: '',
      ...more,
    }),
  );

test('the title names the page and then the centre, and is the h1', () => {
  assert.match(page(), /<title>Servizi - CST Lario<\/title>/);
  assert.match(page(), /<h1>Servizi<\/h1>/);
  assert.equal(page({ heading: false }).includes('<h1>'), false);
  assert.equal(
    page({ title: 'Errore: Nuovo ente', heading: { title: 'Nuovo ente' } }).includes('<h1>Nuovo ente</h1>'),
    true,
  );
});

test('who is not signed in may sign in; who is, sees who they are and may leave with the anti-forgery field', () => {
  assert.match(page({ signInUrl: '/accedi' }), /href="\/accedi"[^§]*Accedi/);
  const signedIn = page({
    user: {
      name: 'Anna Bianchi',
      roleLabel: 'Segreteria',
      actingFor: 'Comune di Cernobbio',
      signOutUrl: '/esci',
    },
    csrfField: hidden('_csrf', 'abc'),
  });
  assert.match(signedIn, /Anna Bianchi[^§]*Segreteria[^§]*per conto di Comune di Cernobbio/);
  assert.match(
    signedIn,
    /<form method="post" action="\/esci"><input type="hidden" name="_csrf" value="abc">/,
  );
});

test('only the public face is for search engines', () => {
  assert.equal(page().includes('noindex'), false);
  assert.equal(page({ noIndex: true }).includes('noindex'), true);
  assert.equal(page({ face: 'desk' }).includes('noindex'), true);
});

test('a page in progress is asked again without scripts only', () => {
  assert.match(page({ refreshSeconds: 5 }), /<noscript><meta http-equiv="refresh" content="5"><\/noscript>/);
});

test('a first-level entry with children leads to its own page too', () => {
  const menu = page({
    navigation: [{ label: 'Quote', href: '/quote', children: [{ label: 'Avvisi', href: '/quote/avvisi' }] }],
  });
  assert.match(menu, /href="\/quote"><span>Quote: panoramica<\/span>/);
});

test('a page with a side menu and a bare page are valid', async () => {
  await assertValidHtml(
    page({
      sideNavigation: {
        title: 'Servizi',
        items: [{ label: 'Posta', href: '/servizi/posta', current: true }],
      },
    }),
    'side menu',
  );
  await assertValidHtml(page({ navigation: [] }), 'bare page');
});

test('each error page says what happened and leads somewhere', async () => {
  for (const status of [400, 401, 403, 404, 409, 413, 422, 429, 500, 503] satisfies ErrorStatus[]) {
    const answer = page({
      title: errorTitle(status),
      content: errorPage({ status, homeHref: '/', requestId: 'req-1' }),
    });
    assert.match(answer, /Vai alla pagina iniziale/);
    await assertValidHtml(answer, `error ${status}`);
  }
});
