import pino, { type Logger } from 'pino';

/**
 * Structured lines on standard output. No personal data and no secrets: fields that might carry them are dropped
 * even when somebody logs them by mistake.
 */
export function openLog(level: string): Logger {
  return pino({
    level,
    base: { product: 'broletto' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.password',
        '*.token',
        '*.secret',
        '*.cookie',
        '*.authorization',
        '*.email',
        'req.headers',
        'req.remoteAddress',
        'err.parameters',
        'err.detail',
      ],
      remove: true,
    },
  });
}
