import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pagesShown, pagination } from '#ui/pagination';

test('a short list shows every page, a long one the first, the last and those around', () => {
  assert.deepEqual(pagesShown(1, 5), [1, 2, 3, 4, 5]);
  assert.deepEqual(pagesShown(6, 12), [1, 0, 4, 5, 6, 7, 8, 0, 12]);
  assert.deepEqual(pagesShown(1, 12), [1, 2, 3, 0, 12]);
});

test('a gap of a single page is written as that page', () => {
  assert.deepEqual(pagesShown(5, 12), [1, 2, 3, 4, 5, 6, 7, 0, 12]);
  assert.deepEqual(pagesShown(8, 12), [1, 0, 6, 7, 8, 9, 10, 11, 12]);
});

test('one page needs no navigation', () => {
  assert.equal(String(pagination({ page: 1, pageCount: 1, href: String })), '');
});

test('the present page is said, and there is no link before the first', () => {
  const page = String(pagination({ page: 1, pageCount: 3, href: (number) => `?pagina=${number}` }));
  assert.match(page, /href="\?pagina=1" aria-current="page"/);
  assert.match(page, /<li class="page-item disabled"><span class="page-link">/);
  assert.match(page, /href="\?pagina=2" rel="next"/);
});
