const controller = new AbortController();
let listening = false;

/** Aborted by Ctrl-C or SIGTERM, so that a script ends what it started before it goes. */
export function interruption(): AbortSignal {
  if (!listening) {
    listening = true;
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => controller.abort(new Error(`Interrupted by ${name}.`)));
    }
  }
  return controller.signal;
}
