import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/model/errors.ts';
import type { FakeAnswer, FakeImage } from '../fakes/docker.ts';
import { fakeArchive } from '../fakes/docker-archive.ts';
import { DEFAULT_IMAGE } from '../fakes/docker-play.ts';
import { runAction } from './action-run.ts';
import { expectStanding } from './standing-assertions.ts';

const SAVE = ['image', 'save'];
const WHOLE = fakeArchive(DEFAULT_IMAGE).tar.toString('latin1');
const KEY = String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
/** The checks that can't be answered without the layers of the image. */
const OF_CONTENTS = [
  'no-private-keys',
  'no-secrets-deleted-later',
  'no-setuid-files',
  'no-empty-passwords',
  'no-shells',
];

async function run(answer: Omit<FakeAnswer, 'when'> | undefined, built?: FakeImage) {
  return runAction({
    docker: { ...(answer && { answers: [{ when: SAVE, ...answer }] }), ...(built && { built }) },
  });
}

describe('the contents of the image', () => {
  it.each<[string, ErrorCode, Omit<FakeAnswer, 'when'> | undefined, FakeImage?]>([
    [
      'T071: no room on the disk of the engine',
      'NO-SPACE',
      { exitCode: 1, stderr: 'write x: no space left on device\n' },
    ],
    [
      'an engine that can not hand it out',
      'IMAGE-UNREADABLE',
      { exitCode: 1, stderr: 'Error response from daemon: x\n' },
    ],
    ['a client that is killed', 'IMAGE-UNREADABLE', { stdout: WHOLE.slice(0, 600), signal: 'SIGKILL' }],
    ['nothing, and success', 'LAYER-CORRUPT', { stdout: '' }],
    ['half of it, and success', 'LAYER-CORRUPT', { stdout: WHOLE.slice(0, 1000) }],
    ['an archive of something else', 'LAYER-CORRUPT', { stdout: 'Error: hello\n'.repeat(100) }],
    ['another image under its id', 'MANIFEST-UNSUPPORTED', undefined, { ...DEFAULT_IMAGE, hex: 'b'.repeat(64) }],
    [
      'other layers than the engine names',
      'DIGEST-MISMATCH',
      undefined,
      { ...DEFAULT_IMAGE, inspection: { RootFS: { Type: 'layers', Layers: [`sha256:${'1'.repeat(64)}`] } } },
    ],
  ])('%s: %s, and no verdict', async (_, code, answer, built) => {
    const result = await run(answer, built);
    await using _place = result.place;
    expectStanding(result);
    expect(result.exitCode).toBe(2);
    expect(result.outputs.get('verdict')).toBe('error');
    expect(result.outputs.get('error-codes')?.split(',')).toContain(code);
    const states = result.report?.checks.flatMap(({ checkId, outcome }) =>
      OF_CONTENTS.includes(checkId) ? [outcome.state] : [],
    );
    expect(states).toEqual(OF_CONTENTS.map(() => 'error'));
  });

  it('that can be read are judged: what is bad in them blocks, and what is good passes', async () => {
    const good = await run(undefined);
    await using _good = good.place;
    expectStanding(good);
    expect(good.exitCode).toBe(0);
    const bad = await run(undefined, { ...DEFAULT_IMAGE, files: { ...DEFAULT_IMAGE.files, '/app/server.pem': KEY } });
    await using _bad = bad.place;
    expectStanding(bad);
    expect(bad.exitCode).toBe(1);
    expect(bad.report?.verdict.blocking.map(({ finding }) => finding.fingerprint)).toEqual([
      'no-private-keys:/app/server.pem',
    ]);
    const [, body = ''] = KEY.split('\n');
    for (const sink of [bad.summary, bad.stdout, JSON.stringify(bad.report)]) expect(sink).not.toContain(body);
  });

  it('a path of the image is text everywhere', async () => {
    const path = '/app/a\n::error::x | `b` <img src=x> @team\u202E.pem';
    const result = await run(undefined, { ...DEFAULT_IMAGE, files: { ...DEFAULT_IMAGE.files, [path]: KEY } });
    await using _place = result.place;
    expectStanding(result);
    expect(result.exitCode).toBe(1);
    expect(result.summary).not.toContain('\u202E');
    expect(result.summary).not.toMatch(/<img src=x>(?![^`]*`)/);
  });
});
