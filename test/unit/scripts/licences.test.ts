import { describe, expect, it } from 'vitest';
import { dataLicences } from '../../../scripts/data-licences.ts';
import { collectLicences } from '../../../scripts/licences.ts';
import { CALL_NUMBERS } from '../../../src/linux/seccomp-call-numbers.ts';
import { REFERENCE_PROFILE } from '../../../src/linux/seccomp-reference-profile.ts';
import { ROOT, read, repositoryFiles } from '../house/repository.ts';

const PROFILE = 'src/linux/seccomp-reference-profile.ts';
const NUMBERS = 'src/linux/seccomp-call-numbers.ts';

describe('the licences of bundled data', () => {
  it('stand in the list, with their texts', async () => {
    const list = await collectLicences(ROOT, ['src/cli.ts', NUMBERS, PROFILE]);
    expect(list).toContain('github.com/moby/profiles/seccomp, default.json v0.3.0\nLicence: Apache-2.0\n');
    expect(list).toContain('Version 2.0, January 2004');
    expect(list).toContain('golang.org/x/sys, numbers of system calls v0.50.0\nLicence: BSD-3-Clause\n');
    expect(list).toContain('Copyright 2009 The Go Authors.');
    expect(list).toContain('Neither the name of Google');
  });

  it.each<[string, readonly string[], number]>([
    ['both', [PROFILE, NUMBERS], 2],
    ['one', [PROFILE], 1],
    ['none', ['src/cli.ts', 'src/linux/seccomp.ts'], 0],
  ])('are those of what is bundled: %s', async (_, inputs, count) => {
    expect(await dataLicences(inputs)).toHaveLength(count);
  });

  it('name the version and the licence that the data say themselves', async () => {
    const [profile, numbers] = await dataLicences([PROFILE, NUMBERS]);
    expect(REFERENCE_PROFILE.source).toContain(`github.com/moby/profiles/seccomp ${profile?.version}, default.json`);
    expect(REFERENCE_PROFILE.licence).toContain(profile?.licence);
    expect(CALL_NUMBERS.source).toContain(`golang.org/x/sys ${numbers?.version},`);
    expect(CALL_NUMBERS.licence).toContain(numbers?.licence);
  });

  it('are those of every file of ours that says that its data have one', async () => {
    const files = repositoryFiles('src/*.ts').filter((path) => /^\s+licence: '/m.test(read(path)));
    expect(files).toEqual([NUMBERS, PROFILE]);
    expect(await dataLicences(files)).toHaveLength(files.length);
  });
});
