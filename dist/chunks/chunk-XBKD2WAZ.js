import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/adapters/clock.ts
var systemClock = {
  now: () => /* @__PURE__ */ new Date(),
  ticks: () => performance.now()
};

export {
  systemClock
};
