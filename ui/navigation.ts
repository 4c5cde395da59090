import { type Html, type HtmlValue, html, htmlMemory } from '#platform/html';
import { attributes } from '#ui/attributes';
import { icon } from '#ui/icon';

export interface NavigationItem {
  label: string;
  href: string;
  /** The page shown, or the section it belongs to. */
  current?: boolean;
  /** A second level, opened by a click; a link to `href` leads it when no child has the same address. */
  children?: readonly NavigationItem[];
}

/**
 * The main navigation, twice: a bar for wide windows and a `<details>` for narrow ones. A style sheet shows one of them,
 * and what is not displayed is not read either; so neither needs a script.
 */
export function menu(
  items: readonly NavigationItem[],
  options: { container: string; extra?: HtmlValue },
): Html | '' {
  if (items.length === 0) return '';
  const bar = made(items, 'bar', () => html`<ul class="navbar-nav">${items.map(barItem)}</ul>`);
  const list = made(items, 'list', () => html`<ul class="link-list">${items.map(listItem)}</ul>`);
  return html`<div class="it-header-navbar-wrapper"><nav class="navbar d-none d-lg-block" aria-label="Navigazione principale"><div class="${options.container}">${bar}</div></nav><details class="narrow-menu d-lg-none" data-menu><summary class="btn btn-icon">${icon('burger', { className: 'menu-closed' })}${icon('close-big', { className: 'menu-open' })}<span>Menu</span></summary><nav class="narrow-menu-panel" aria-label="Menu principale">${options.extra}${list}</nav></details></div>`;
}

/** Both lists of a menu that is given again, the very same. */
const made = htmlMemory();

/** The links of a section, in a column. */
export function sideMenu(options: { title: string; items: readonly NavigationItem[] }): Html {
  return html`<nav class="sidebar-wrapper" aria-labelledby="menu-sezione"><p class="sidebar-title" id="menu-sezione">${options.title}</p><div class="sidebar-linklist-wrapper"><ul class="link-list">${options.items.map(listItem)}</ul></div></nav>`;
}

function barItem(item: NavigationItem): Html {
  const active = item.current ? ' active' : '';
  if (!item.children || item.children.length === 0) {
    return html`<li class="nav-item"><a class="nav-link${active}"${attributes({
      href: item.href,
      'aria-current': item.current ? 'page' : undefined,
    })}>${item.label}</a></li>`;
  }
  // The shared name makes browsers close the other menus when one opens.
  return html`<li class="nav-item"><details class="bar-menu" name="navigazione" data-menu><summary class="nav-link dropdown-toggle${active}">${item.label}${
    item.current ? html`<span class="visually-hidden"> (sezione attuale)</span>` : ''
  }${icon('expand', { size: 'xs', className: 'menu-arrow' })}</summary><div class="menu-panel"><ul class="link-list">${withOwnPage(item, item.children).map(listItem)}</ul></div></details></li>`;
}

function listItem(item: NavigationItem): Html {
  const link = html`<a class="list-item${item.current ? ' active' : ''}"${attributes({
    href: item.href,
    'aria-current': item.current ? 'page' : undefined,
  })}><span>${item.label}</span></a>`;
  return item.children && item.children.length > 0
    ? html`<li><span class="list-heading">${item.label}</span><ul class="link-sublist">${withOwnPage(item, item.children).map(listItem)}</ul></li>`
    : html`<li>${link}</li>`;
}

function withOwnPage(item: NavigationItem, children: readonly NavigationItem[]): readonly NavigationItem[] {
  if (children.some((child) => child.href === item.href)) return children;
  return [
    {
      label: `${item.label}: panoramica`,
      href: item.href,
      current: item.current && !children.some((child) => child.current),
    },
    ...children,
  ];
}
