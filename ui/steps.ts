import { type Html, type HtmlValue, html } from '#platform/html';
import { attributes } from '#ui/attributes';
import { icon } from '#ui/icon';

export interface Step {
  label: string;
  state: 'done' | 'current' | 'todo' | 'stopped';
  /** When and by whom, or what is missing. */
  note?: HtmlValue;
  href?: string;
}

const STATE_WORD = {
  done: 'completata',
  current: 'in corso',
  todo: 'da fare',
  stopped: 'interrotta',
} as const;

/** The steps of a procedure, in order, each with its state in words. */
export function steps(options: { label: string; steps: readonly Step[] }): Html {
  return html`<ol class="steps"${attributes({ 'aria-label': options.label })}>${options.steps.map(
    (step, index) =>
      html`<li class="step step-${step.state}"${attributes({ 'aria-current': step.state === 'current' ? 'step' : undefined })}><span class="step-mark" aria-hidden="true">${
        step.state === 'done'
          ? icon('check', { size: 'sm' })
          : step.state === 'stopped'
            ? icon('close', { size: 'sm' })
            : index + 1
      }</span><div class="step-text"><span class="step-label">${
        step.href ? html`<a${attributes({ href: step.href })}>${step.label}</a>` : step.label
      }</span> <span class="step-state">${STATE_WORD[step.state]}</span>${
        step.note ? html`<div class="step-note">${step.note}</div>` : ''
      }</div></li>`,
  )}</ol>`;
}
