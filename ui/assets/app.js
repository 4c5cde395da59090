// Small conveniences. Every page does its work without this file.
'use strict';

// Which Bootstrap Italia dresses these pages (conformity criterion C.SI.1.2).
window.BOOTSTRAP_ITALIA_VERSION = '2.18.3';

// A form is sent once, even when the button is clicked twice.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === 'get') return;
  // After some seconds it may go again: the answer was perhaps a file, and the page is still this one.
  if (Date.now() - Number(form.dataset.sent ?? 0) < 5000) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = String(Date.now());
  for (const button of form.querySelectorAll('button[type=submit]')) button.setAttribute('aria-disabled', 'true');
  setTimeout(release, 5000, form);
});

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled');
}

// Back from the next page, the form may be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) release(form);
});

// A refused form starts from its list of errors.
document.addEventListener('DOMContentLoaded', () => document.querySelector('[data-focus-on-load]')?.focus());

// Menus close with Escape, and when the focus or a click goes elsewhere.
const openMenus = () => document.querySelectorAll('details[data-menu][open]');
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of openMenus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector('summary').focus();
  }
});
for (const kind of ['click', 'focusin']) {
  document.addEventListener(kind, (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
}

// A filter applies as soon as it is chosen; its button stays for who prefers it.
document.addEventListener('change', (event) => {
  if (event.target.matches('[data-submit-on-change]')) event.target.form?.requestSubmit();
});

// The print button, shown only when it can work.
document.addEventListener('DOMContentLoaded', () => {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
});

// What is in progress is asked again every few seconds, and the page is loaded anew when it is finished.
function poll(part) {
  const seconds = Number(part.dataset.pollSeconds) || 3;
  setTimeout(async () => {
    try {
      const answer = await fetch(part.dataset.poll, { headers: { accept: 'text/html' }, credentials: 'same-origin' });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = page.getElementById(part.id);
      if (!next?.dataset.poll) {
        location.replace(location.href);
        return;
      }
      part.replaceWith(document.importNode(next, true));
      poll(document.getElementById(next.id));
    } catch {
      poll(part);
    }
  }, seconds * 1000);
}
document.addEventListener('DOMContentLoaded', () => {
  for (const part of document.querySelectorAll('[data-poll]')) poll(part);
});
