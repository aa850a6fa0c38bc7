import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trekkingProfile } from '../../../scripts/trekking-profile.ts';
import { NO_CAPABILITIES } from '../../../src/linux/capabilities.ts';
import { beyondReference } from '../../../src/linux/seccomp-comparison.ts';
import { judgeDenial } from '../../../src/linux/seccomp-families.ts';
import { seccompReference } from '../../../src/linux/seccomp-reference.ts';
import { loadedProfile, seccompProfile, TODAY } from '../../builders/seccomp-profiles.ts';

const APP = join(import.meta.dirname, '..', '..', '..', 'examples', 'trekking-app');
const text = readFileSync(join(APP, 'seccomp', 'deny-mkdir-kill-uname.json'), 'utf8');
const file: object = JSON.parse(text);

describe('the profile of examples/trekking-app', () => {
  it('is the one that scripts/trekking-profile.ts writes', () => {
    expect(text).toBe(trekkingProfile());
  });

  it.each(['amd64', 'arm64'] as const)(
    'refuses the three on every path, and what Docker refuses, on %s',
    (architecture) => {
      const context = { ...TODAY, architecture, capabilities: NO_CAPABILITIES };
      const judge = (operation: string) => judgeDenial(seccompProfile(file), loadedProfile(file, context), operation);
      expect(['mkdir', 'kill', 'uname'].map((operation) => judge(operation).verdict)).toEqual([
        'refused',
        'refused',
        'refused',
      ]);
      expect(['chown', 'open', 'unlink'].map((operation) => judge(operation).verdict)).toEqual([
        'open',
        'open',
        'open',
      ]);
      expect(beyondReference(seccompProfile(file), context, seccompReference())).toEqual([]);
    },
  );
});
