import { describe, expect, it } from 'vitest';
import { seccompArchitecturesListed } from '../../../src/checks/confinement/seccomp-architectures-listed.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { judgeProfile, told } from '../../builders/seccomp-evidence.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const GOOD = 'pass: seccomp/web.json lists the architectures of amd64';
const ONLY_64 = { ...SMALL_SERVER, archMap: [], architectures: ['SCMP_ARCH_X86_64'] };
const FOREIGN = { ...SMALL_SERVER, archMap: [], architectures: ['SCMP_ARCH_AARCH64'] };

describe('seccomp-architectures-listed', () => {
  it.each<[string, unknown, string]>([
    ['both', SMALL_SERVER, GOOD],
    [
      'not those of 32 bits',
      ONLY_64,
      'fail negligible: seccomp/web.json:1: The profile does not list SCMP_ARCH_X86: programs of 32 bits are killed at their first call.',
    ],
    [
      'another machine',
      FOREIGN,
      'fail medium: seccomp/web.json:1: The profile lists SCMP_ARCH_AARCH64, but not SCMP_ARCH_X86_64, the machine’s own.',
    ],
    ['no filter', '{}', 'not-applicable: A profile that loads no filter kills nothing: seccomp-filter-on judges it.'],
  ])('%s', (_, file, expected) => {
    expect(told(judgeProfile(seccompArchitecturesListed, file))).toBe(expected);
  });

  it.each([
    ['386', ONLY_64, /^fail high: /],
    ['386', SMALL_SERVER, /^pass: /],
    ['arm', { ...SMALL_SERVER, archMap: [], architectures: ['SCMP_ARCH_AARCH64'] }, /^fail high: /],
    ['arm64', FOREIGN, /^fail negligible: /],
    ['arm64', SMALL_SERVER, /^pass: seccomp\/web.json lists the architectures of arm64$/],
  ])('an image for %s', (architecture, file, expected) => {
    const config = anImageConfig({ architecture });
    expect(told(judgeProfile(seccompArchitecturesListed, file, { 'image-config': config }))).toMatch(expected);
  });

  it('says nothing where nobody says what the image is for', () => {
    const nobody = { image: undefined, 'image-config': undefined };
    expect(told(judgeProfile(seccompArchitecturesListed, FOREIGN, nobody))).toBe(
      'not-applicable: Nobody says which architecture the image is for.',
    );
  });
});
