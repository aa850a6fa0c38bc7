import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDockerRun } from '../../src/run/docker-run.ts';
import { RUN_FLAGS, SHORT_RUN_FLAGS } from '../../src/run/docker-run-flags.ts';
import { splitShellWords } from '../../src/run/shell-words.ts';
import { asEngineSays, asInspected, type Inspected } from './engine-answers.ts';
import { type RunEngine, runEngines } from './run-engine.ts';

/** Say GATE_TEST_SEED=… to have the same lines again. */
const SEED = Number(process.env['GATE_TEST_SEED'] ?? Math.floor(performance.timeOrigin) % 2 ** 31);

const VOLUME = `docker-security-gate-test-${process.pid}`;

/** Options with values that engines take or refuse whatever machine they run on. */
const OPTIONS = [
  ...['--privileged', '--privileged=false', '--privileged=T', '--privileged=maybe', '--read-only', '--read-only=0'],
  ...['-u0', '-u 1000:5', '-u=app', '-u=', '-itu root', '-dit', '-ix', '--user ""', '--user=a --user=b'],
  ...['-v/:/h', '-v /etc/../tmp:/a/:ro', '-v /tmp:/', '-v /tmp:ro', '-v /tmp:/c:ro,rw', `-v ${VOLUME}:/d`, '-v /e'],
  ...['-v a/b:/c', '-v /tmp:/s:rslave', '-v /tmp::ro', '-v "/tmp:/y z:ro"', '-v /x/./y//z:/z'],
  ...['--mount type=bind,src=/tmp,dst=/m,ro', '--mount type=bind,src=/tmp/.,target=/n,bind-propagation=rprivate'],
  ...[
    '--mount type=tmpfs,dst=/t',
    '--mount type=bind,dst=/m',
    `--mount src=${VOLUME},dst=/o,readonly=false`,
    '--mount dst=/p',
  ],
  ...[
    '--mount type=bind,src=/tmp,dst=/q,nonsense=1',
    '--mount type=tmpfs,src=/tmp,dst=/r',
    '--mount "type=volume, dst=/u"',
  ],
  ...[
    '--mount \'type=bind,"src=/tmp",dst=/k\'',
    '--mount type=nonsense,dst=/l',
    '--tmpfs /run:size=1m,exec',
    '--tmpfs run',
  ],
  ...['--pid host', '--pid=private', '--pid container:', '--ipc=host', '--ipc none', '--uts host'],
  ...['--uts private', '--userns host', '--cgroupns private', '--cgroupns x', '--net host', '--network none'],
  ...['--network name=HOST', '--network alias=x', '--network host --network a', '--network a --network a'],
  ...[
    '--security-opt no-new-privileges',
    '--security-opt no-new-privileges:false',
    '--security-opt seccomp=unconfined',
  ],
  ...['--security-opt systempaths=unconfined', '--security-opt systempaths:unconfined', '--security-opt label:disable'],
  ...[
    '--security-opt apparmor=unconfined',
    '--security-opt nonsense',
    '--security-opt label:a=b',
    '--security-opt x=y',
  ],
  ...[
    '--security-opt no-new-privileges=x',
    '--cap-add=sys_admin',
    '--cap-add SYS_PTRACE --cap-drop all',
    '--cap-drop CHOWN',
  ],
  ...[
    '--device /dev/null',
    '--device /dev/null:/dev/x:r',
    '--device /dev/null:rw',
    '--device null',
    '--device /a:/b:rr',
  ],
  ...["--device-cgroup-rule 'c 1:* rw'", '--device-cgroup-rule a', '--pids-limit 50', '--pids-limit x', '-m 64m'],
  ...['--memory=0.1g', '--memory x', '--cpus .5', '--cpus=0.5', '--cpu-quota 50000', '--ulimit nofile=10:20'],
  ...[
    '--ulimit nofile=20:10',
    '--ulimit x=1',
    '--sysctl net.core.somaxconn=9',
    '--sysctl vm.x=1',
    '-p 127.0.0.1:81:80',
  ],
  ...[
    '-p 8080-8081:80-81/udp',
    '-p [::1]::80',
    '-p published=8082,target=82',
    '-p 1-2:1-3',
    '-p x',
    '-P',
    '--expose 9',
  ],
  ...['--restart always', '--restart on-failure:3', '--restart x', '--rm', '-e A=b', '-e "B C"=d', '-e =', '-e PATH'],
  ...[
    '--entrypoint ""',
    '--entrypoint /x',
    '--group-add 5',
    '-l a=b',
    '--name-x',
    '--init',
    '--no-healthcheck',
    '--cpu-shares 5',
  ],
  ...['--nonsense', '--privilege', '--', '-w /w', '--log-driver none', '--shm-size 1m', '--stop-timeout 5'],
];
const line = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...OPTIONS), { maxLength: 3 }),
    fc.constantFrom('', ' --privileged', ' x "y z"'),
  )
  .map(([options, command]) => ({ options: options.join(' '), command }));
const LINES = [
  ...OPTIONS.map((options) => ({ options, command: '' })),
  ...fc.sample(line, { seed: SEED, numRuns: 60 }),
];

async function emptyImage(): Promise<Buffer> {
  const archive = pack();
  const chunks: Buffer[] = [];
  archive.entry({ name: 'x', mode: 0o755 }, 'x');
  archive.finalize();
  for await (const chunk of archive) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function wordsOf(text: string): readonly string[] {
  const split = splitShellWords(text);
  if ('error' in split) throw new Error(split.error.text);
  return split.words.map((word) => word.text);
}

describe.each(runEngines())('the reader of docker run lines agrees with $title', (engine: RunEngine) => {
  let image = '';
  beforeAll(async () => {
    if (engine.missing === undefined) image = engine.importImage(await emptyImage());
  });
  afterAll(() => {
    if (engine.missing === undefined) engine.docker('volume', 'rm', '--force', VOLUME);
    engine.cleanUp();
  });

  describe.skipIf(engine.missing !== undefined)(engine.missing ?? `with seed ${SEED}`, () => {
    it('on every option that its client shows, and on which of them take a value', () => {
      const shown = engine.docker('run', '--help').stdout.matchAll(/^\s{2,6}(?:-(\w), )?--([\w-]+)(?: (\S+))? {2}/gm);
      const options = [...shown];
      expect(options.length).toBeGreaterThan(90);
      for (const [, letter, name = '', type] of options) {
        expect(RUN_FLAGS.get(name), name).toMatchObject({ takes: type === undefined ? 'switch' : 'value' });
        if (letter !== undefined) expect(SHORT_RUN_FLAGS.get(letter)?.name).toBe(name);
      }
    });

    it.each(LINES)('$options · $command', ({ options, command }) => {
      const text = `${options} ${image}${command || ' x'}`;
      const run = readDockerRun(text);
      const created = engine.docker('create', ...wordsOf(text.replaceAll(/(?<=^| )-dit /g, '-it ')));
      const id = created.status === 0 ? created.stdout.trim() : undefined;
      const json = id === undefined ? '[]' : engine.docker('container', 'inspect', id).stdout;
      if (id !== undefined) engine.docker('rm', '--force', '--volumes', id);
      if (run.kind === 'refused') {
        expect(id, JSON.stringify(run.errors)).toBeUndefined();
        return;
      }
      const [inspected]: readonly Inspected[] = JSON.parse(json);
      if (inspected === undefined) throw new Error(`refused, but only by the engine: ${created.stderr}`);
      const mine = asEngineSays(run.settings, image);
      const said = mine.propagations.map(([target, propagation]) => propagation !== '' && target);
      const real = asInspected(inspected, mine);
      const propagations = real.propagations.map(([target, propagation]) => [
        target,
        said.includes(target ?? '') ? propagation : '',
      ]);
      // A relative path is one on the client's machine.
      expect(JSON.parse(JSON.stringify({ ...real, propagations }).replaceAll(process.cwd(), '.'))).toEqual(
        JSON.parse(JSON.stringify(mine)),
      );
    });
  });
});

describe('words are those of /bin/sh', () => {
  const pieces = [
    'a',
    'b',
    '-',
    ' ',
    '\t',
    "'",
    '"',
    '\\',
    '\\\n',
    '\n',
    '#',
    '=',
    'x y',
    '$',
    '.',
    '{',
    '}',
    '\u00e9',
    '[',
    ']',
  ];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
  it.each(fc.sample(text, { seed: SEED, numRuns: 300 }))('%j', (line) => {
    const split = splitShellWords(line);
    // Empty lines and comments before the command would end what stands before it here.
    const command = line.replace(/^(?:(?:[ \t]|\\\n)*(?:#[^\n]*)?\n)+/, '');
    // Nothing is handed to a shell that would do more than split it.
    if ('error' in split || split.words.some(({ unknownFrom }) => unknownFrom !== undefined)) return;
    const script = 'eval "set -- $1"; for word; do printf "%s\\0" "$word"; done';
    const ended = spawnSync('/bin/sh', ['-c', script, 'sh', command], { encoding: 'utf8', timeout: 10_000, cwd: '/' });
    expect(ended.stderr).toBe('');
    expect(split.words.map((word) => word.text)).toEqual(ended.stdout.split('\0').slice(0, -1));
  });
});
