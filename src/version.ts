declare const __GATE_VERSION__: string | undefined;

/** The version of the gate; the bundle has it from package.json, the sources run as `development`. */
export const GATE_VERSION: string = typeof __GATE_VERSION__ === 'string' ? __GATE_VERSION__ : 'development';
