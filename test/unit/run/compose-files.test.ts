// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of compose files
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readComposeModel } from '../../../src/run/compose.ts';
import { type ComposeLines, composeLines } from '../../../src/run/compose-lines.ts';
import type { ComposeFile } from '../../../src/run/compose-node.ts';
import { composeReferences } from '../../../src/run/compose-references.ts';
import { decidingVariables, unsetVariables } from '../../../src/run/compose-variables.ts';
import { readComposeYaml } from '../../../src/run/compose-yaml.ts';

async function file(text: string, path = 'compose.yml'): Promise<ComposeFile> {
  const read = await readComposeYaml(path, text);
  if ('text' in read) throw new Error(`${read.line}: ${read.text}`);
  return read;
}

async function lines(
  texts: readonly string[],
  unset: readonly string[] = [],
  given?: readonly string[],
): Promise<ComposeLines> {
  const files = await Promise.all(texts.map((text, index) => file(text, `${index}.yml`)));
  return composeLines(files, given ?? files.map(({ path }) => path), unset, ['PATH']);
}

const web = { section: 'services', name: 'web' } as const;

describe('a compose file', () => {
  it.each<[string, string, number, RegExp]>([
    [
      'a key that stands twice',
      'services:\n  web:\n    image: a\n    privileged: true\n    image: b\n',
      5,
      /image stands twice/,
    ],
    ['no YAML', 'services:\n  web: [\n', 3, /no YAML/],
    ['an alias to nowhere', 'services:\n  web: *none\n', 2, /no anchor none/],
    ['a tag that changes letters', 'services: {}\n!!binary aW5jbHVkZQ==: [x]\n', 2, /tag/],
    ['a key that is a list', '? [a]\n: b\n', 1, /list or a mapping/],
    ['bytes that are no text', 'services:\n  web: \ufffd\n', 2, /UTF-8/],
    ['UTF-16', '\ufffd\ufffds\0e\0', 1, /UTF-8/],
    ['no end of brackets', `a: ${'['.repeat(50_000)}`, 1, /nested/],
    ['no end of dashes', `a:\n${'- '.repeat(50_000)}x`, 2, /no YAML/],
    ['no end of backslashes', `a: "${'\\q'.repeat(30_000)}"`, 1, /backslashes/],
    ['no end of words', 'a: [ x, '.concat('x, '.repeat(400_000), ']'), 1, /words and signs/],
  ])('is refused: %s', async (_, text, line, why) => {
    const read = await readComposeYaml('c.yml', text);
    expect(read).toMatchObject({ path: 'c.yml', line, text: expect.stringMatching(why) });
  });

  it.each<[string, string]>([
    ['tags of Compose', 'services:\n  web:\n    ports: !reset []\n    cap_add: !override [ALL]\n'],
    ['two documents', 'services: {a: {image: x}}\n---\nservices: {b: {image: y}}\n'],
    ['the same merge key twice', 'a: &a {x: 1}\nb: &b {y: 1}\nc:\n  <<: *a\n  <<: *b\n'],
    ['JSON', '{"services": {"web": {"image": "x"}}}'],
    ['nothing', ''],
    ['a comment', '# x\n'],
  ])('is read: %s', async (_, text) => {
    expect(await readComposeYaml('c.yml', text)).toHaveProperty('documents');
  });

  it('is read in time, and without unfolding it, when its aliases are a bomb or lead in circles', async () => {
    const levels = Array.from({ length: 60 }, (_, at) => `  l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(9)}]`);
    const bomb = `x-bomb:\n  l0: &l0 [${'"${X}", '.repeat(9)}]\n${levels.join('\n')}\nservices:\n  web:\n    cap_add: *l60\n`;
    const started = performance.now();
    const known = await lines([bomb, 'services: &s\n  web: &w\n    extends: *w\n    <<: *w\n    volumes: *s\n'], ['X']);
    expect(known.unsetIn(web, ['cap_add'])).toBe('X');
    expect(known.unsetIn(web, ['volumes'])).toBeUndefined();
    expect(known.placeOf(web, ['pid'])).toMatchObject({ file: '0.yml', line: 64 });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('is answered for, whatever text it is', async () => {
    const pieces = fc.constantFrom(
      'services:',
      '\n',
      '  ',
      'a: ',
      '&a ',
      '*a',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '<<: ',
      '!x ',
      '"',
      "'",
      '$',
      '|',
      '---\n',
      '#',
      'é',
    );
    const text = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (input) => {
        const read = await readComposeYaml('c.yml', input);
        if ('text' in read) return read.line >= 1;
        composeReferences(read);
        const known = composeLines([read], ['c.yml'], ['a']);
        return readComposeModel({ services: { a: { image: 'x' } } }, known) !== undefined;
      }),
      { numRuns: 500 },
    );
  });
});

describe('the line of a value', () => {
  const base = [
    'x-common: &common', //            1
    '  read_only: true', //            2
    'services:', //                    3
    '  web:', //                       4
    '    <<: *common', //              5
    '    image: x', //                 6
    '    cap_add:', //                 7
    '      - CHOWN', //                8
    '      - ALL', //                  9
    '    volumes:', //                10
    '      - ./a:/data:ro', //        11
    '      - type: bind', //          12
    '        source: /etc', //        13
    '        target: /e', //          14
    '    sysctls: [net.x=1]', //      15
    '    extends: base', //           16
    '  base:', //                     17
    '    pid: host', //               18
  ].join('\n');
  const over = 'services:\n  web:\n    image: y\n    cap_add: [NET_ADMIN]\n';

  it.each<[readonly string[], string | undefined, string, number, string]>([
    [['image'], undefined, '1.yml', 3, 'services.web.image'],
    [['cap_add'], 'NET_ADMIN', '1.yml', 4, 'services.web.cap_add[0]'],
    [['cap_add'], 'ALL', '0.yml', 9, 'services.web.cap_add[1]'],
    [['cap_add'], 'SYS_ADMIN', '1.yml', 4, 'services.web.cap_add'],
    [['read_only'], 'true', '0.yml', 2, 'services.web.read_only'],
    [['volumes'], '/data', '0.yml', 11, 'services.web.volumes[0]'],
    [['volumes'], '/e', '0.yml', 12, 'services.web.volumes[1]'],
    [['sysctls', 'net.x'], 'net.x=1', '0.yml', 15, 'services.web.sysctls[0]'],
    [['pid'], 'host', '0.yml', 18, 'services.web.pid'],
    [['privileged'], undefined, '0.yml', 4, 'services.web'],
    [[], undefined, '0.yml', 4, 'services.web'],
  ])('%j %j', async (path, written, at, line, key) => {
    const known = await lines([base, over]);
    expect(known.placeOf(web, path, written)).toEqual({ in: 'file', file: at, line, key });
  });

  it('is not known of what no file has', async () => {
    const known = await lines([base]);
    expect(known.placeOf({ section: 'services', name: 'other' }, ['pid'])).toBeUndefined();
    const service = readComposeModel({ services: { other: { pid: 'host' } } }, known)?.services[0];
    expect(service?.settings.namespaces.pid).toMatchObject({
      at: { file: '0.yml', line: 1, key: 'services.other.pid' },
    });
  });
});

describe('a variable', () => {
  it.each<[string, readonly string[]]>([
    ['$X', ['X']],
    ['${X}', ['X']],
    ['a${X}b', ['X']],
    ['${X:?said}', ['X']],
    ['${X:-d}', []],
    ['${X-d}', []],
    ['$X-d', ['X']],
    ['$$X', []],
    ['$${X}', []],
    ['$$$X', ['X']],
    ['${SET}', []],
    ['${SET:+true}', ['SET']],
    ['${A:-${X}}', ['X']],
    ['${A:-${X:-d}}', []],
    ['$', []],
    ['100$', []],
  ])('in %j decides: %j', (text, names) => {
    expect(decidingVariables(text, new Set(['X']))).toEqual(names);
  });

  it('that is not set is told by either Compose', () => {
    const warnings = [
      'The WHO variable is not set. Defaulting to a blank string.',
      'time="2026-01-01T00:00:00Z" level=warning msg="The \\"TAG\\" variable is not set. Defaulting to a blank string."',
      'time="2026-01-01T00:00:00Z" level=warning msg="service \\"web\\": ports"',
      'The WHO variable is not set. Defaulting to a blank string.',
    ];
    expect(unsetVariables(warnings)).toEqual(['WHO', 'TAG']);
  });

  const open = async (text: string, answer: object, unset: readonly string[] = ['X']) => {
    const known = await lines([`services:\n  web:\n    ${text}\n`], unset);
    const run = readComposeModel({ services: { web: answer } }, known)?.services[0]?.settings;
    return [...JSON.stringify(run).matchAll(/"state":"unknown","written":"([^"]*)"/g)].map(([, written]) => written);
  };

  it.each<[string, object]>([
    ['user: "${X}"', {}],
    ['user: "${X}1000"', { user: '1000' }],
    ['cap_add: ["${X}"]', { cap_add: [''] }],
    ['pid: "$X"', {}],
    ['network_mode: "${X}"', {}],
    ['volumes: ["${X}/etc:/e"]', { volumes: ['/etc:/e'] }],
    ['devices: ["${X}"]', {}],
    ['deploy: {resources: {limits: {memory: "${X}"}}}', {}],
    ['deploy: {resources: {reservations: {devices: [{count: "${X}"}]}}}', {}],
    ['ports: ["${X}80:80"]', { ports: ['80:80'] }],
    ['command: "${X}"', {}],
    ['sysctls: {net.a: "${X}"}', {}],
    ['ulimits: {nofile: "${X}"}', {}],
    ['env_file: "${X}"', {}],
    ['volumes_from: ["${X}"]', {}],
    ['post_start: [{command: x, user: "${X}"}]', {}],
    ['use_api_socket: "${X}"', {}],
    ['privileged: "${PATH}"', { privileged: 'true' }],
    ['privileged: "${ON:+true}"', { privileged: 'true' }],
  ])('that decides on %s makes it undecided', async (text, answer) => {
    expect((await open(text, answer)).length).toBeGreaterThan(0);
  });

  it('that decides on a security option may decide on each of them', async () => {
    expect((await open('security_opt: ["${X}"]', {})).length).toBe(6);
  });

  it('that decides on nothing here leaves everything as it is', async () => {
    expect(await open('environment: {A: "${X}"}', { environment: { A: '' } })).toEqual([]);
    expect(await open('image: "i:${X}"', { image: 'i:' })).toEqual([]);
    expect(await open('user: "${X:-1000}"\n    hostname: "$X"', { user: '1000' })).toEqual([]);
    expect(await open('user: "${X}"', { user: '1000' }, [])).toEqual([]);
  });

  it('of which no file has a word leaves the whole service open', async () => {
    expect(await open('user: "$Y"', { user: '' }, ['LOST'])).toEqual(['${LOST}']);
  });

  it('of a volume’s device, a network’s name, a secret’s file is one of the service', async () => {
    const known = await lines(
      [
        'volumes: {v: {driver_opts: {device: "$X"}}}\nnetworks: {n: {name: "$X"}}\nsecrets: {s: {file: "$X/shadow"}}\nservices: {web: {image: x}}\n',
      ],
      ['X'],
    );
    const answer = { web: { volumes: ['v:/v'], networks: ['n'], secrets: ['s'] } };
    const run = readComposeModel({ services: answer, secrets: { s: { file: '/shadow' } } }, known)?.services[0]
      ?.settings;
    expect(run?.mounts.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
    expect(run?.namespaces.network.state).toBe('unknown');
  });
});

describe('what a file leads to', () => {
  it.each<[string, readonly object[]]>([
    ['include: a.yml', [{ kind: 'include', path: 'a.yml', line: 1 }]],
    [
      'include:\n  - a.yml\n  - path: [b.yml, c.yml]\n    env_file: e\n    project_directory: d',
      [
        { kind: 'include', path: 'a.yml', line: 2 },
        { kind: 'folder', path: 'd', line: 5 },
        { kind: 'include', path: 'b.yml', folder: 'd', line: 3 },
        { kind: 'include', path: 'c.yml', folder: 'd', line: 3 },
        { kind: 'variables', path: 'e', line: 4 },
        { kind: 'env_file', path: 'e', line: 4 },
      ],
    ],
    ['services:\n  a: {extends: {file: b.yml, service: b}}', [{ kind: 'extends', path: 'b.yml', line: 2 }]],
    ['services:\n  a: {extends: b}', []],
    [
      'services:\n  a: {env_file: [x.env, {path: y.env}], label_file: z}',
      [
        { kind: 'env_file', path: 'x.env', line: 2 },
        { kind: 'env_file', path: 'y.env', line: 2 },
        { kind: 'variables', path: 'z', line: 2 },
      ],
    ],
    ['x: &x {env_file: e}\nservices: {a: {<<: *x}}', [{ kind: 'env_file', path: 'e', line: 1 }]],
    ['"incl\\u0075de": a.yml', [{ kind: 'include', path: 'a.yml', line: 1 }]],
    ['services: {}\n---\ninclude: a.yml', [{ kind: 'include', path: 'a.yml', line: 3 }]],
  ])('%j', async (text, expected) => {
    expect(composeReferences(await file(text))).toEqual(expected);
  });
});
