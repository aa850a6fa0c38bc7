// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateChecks } from '../../../src/checks/evaluate.ts';
import { userNotDroppedByEntrypointOnly } from '../../../src/checks/user/user-not-dropped-by-entrypoint-only.ts';
import { userNotRoot } from '../../../src/checks/user/user-not-root.ts';
import { userNotRootGroup } from '../../../src/checks/user/user-not-root-group.ts';
import type { DockerfileFacts } from '../../../src/model/dockerfile.ts';
import { NO_VERDICT } from '../../../src/model/errors.ts';
import type { ImageConfig, ImageProgram } from '../../../src/model/evidence.ts';
import { applyPolicy } from '../../../src/policy/apply-policy.ts';
import { judge } from '../../../src/policy/judge.ts';
import { effectivePolicy } from '../../../src/settings/effective-policy.ts';
import { readPolicyFile } from '../../../src/settings/policy-file.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { OS_RELEASE, someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

const SCRIPT = '/usr/local/bin/docker-entrypoint.sh';
const ACCOUNTS = someAccounts({
  passwd: 'root:x:0:0:root:/root:/bin/bash\ntoor:x:0:0::/:/bin/sh\npostgres:x:999:998::/var/lib/postgresql:/bin/bash\n',
  group: 'root:x:0:\npostgres:x:998:\n',
  osRelease: OS_RELEASE.debian,
});

interface Start {
  readonly config?: Partial<ImageConfig>;
  /** Of the script behind ENTRYPOINT. */
  readonly text?: string;
  readonly programs?: readonly ImageProgram[];
  readonly dockerfile?: DockerfileFacts;
}

function evidenceOf({ config = {}, text, programs, dockerfile }: Start) {
  const read: readonly ImageProgram[] =
    programs ?? (text === undefined ? [] : [{ state: 'text', path: SCRIPT, text: `#!/bin/bash\n${text}\n` }]);
  const entrypoint = text === undefined ? {} : { entrypoint: ['docker-entrypoint.sh'], cmd: ['postgres'] };
  return {
    'image-config': anImageConfig({ ...entrypoint, ...config }),
    'image-accounts': ACCOUNTS,
    'image-entrypoint': { programs: read },
    ...(dockerfile === undefined ? {} : { dockerfile }),
  };
}

const ask = (start: Start) => userNotDroppedByEntrypointOnly.evaluate(evidenceOf(start));
const judgeRoot = (start: Start) => userNotRoot.evaluate(evidenceOf(start));

/** In the manner of PostgreSQL's own: what runs depends on the command and on who runs it. */
const LIKE_POSTGRES = `set -Eeuo pipefail
# exec gosu root would be silly
_main() {
  if [ "\${1:0:1}" = '-' ]; then
    set -- postgres "$@"
  fi
  if [ "$1" = 'postgres' ]; then
    mkdir -p "$PGDATA"
    if [ "$(id -u)" = '0' ]; then
      find "$PGDATA" \\! -user postgres -exec chown postgres '{}' +
      exec gosu postgres "$BASH_SOURCE" "$@"
    fi
  fi
  exec "$@"
}
_main "$@"`;

describe('a step down in the script', () => {
  it.each<[string, string]>([
    ['as PostgreSQL does it', LIKE_POSTGRES],
    ['as Redis does it', `if [ "$1" = 'redis-server' -a "$(id -u)" = '0' ]; then\n\texec gosu postgres "$0" "$@"\nfi`],
    ['with su-exec', '[ "$(id -u)" = 0 ] && exec su-exec postgres "$@"'],
    ['with su-exec and a group', 'exec su-exec postgres:postgres "$@"'],
    ['with ids', 'exec gosu 999:998 "$@"'],
    ['prepared for a later exec', 'set -- su-exec postgres "$@"\nexec "$@"'],
    ['prepared behind tini', 'set -- tini -- gosu postgres "$@"\nexec "$@"'],
    ['with setpriv', 'exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"'],
    ['with setpriv, values apart', 'exec setpriv --clear-groups --reuid 999 --regid 998 "$@"'],
    ['with su', 'exec su postgres -s /bin/sh -c "$*"'],
    ['with a login of su', 'exec su -s /bin/bash - postgres -c postgres'],
    ['with runuser', 'exec runuser -u postgres -- "$@"'],
    ['with chpst', 'exec chpst -u postgres:postgres "$@"'],
    ['with s6', 'exec s6-setuidgid postgres "$@"'],
    ['with ids for s6', 'exec s6-applyuidgid -u 999 -g 998 "$@"'],
    ['with sudo', 'exec sudo -E -u postgres "$@"'],
    ['with chroot', 'exec chroot --userspec=999:998 / "$@"'],
    ['at its end, without exec', 'mkdir -p /data\nsu-exec postgres /srv/app'],
    ['with its whole path', 'exec /usr/local/bin/gosu postgres "$@"'],
    ['over two lines', 'exec \\\n  gosu postgres "$@"'],
    ['in a case', 'case "$1" in\n  postgres) exec gosu postgres "$@" ;;\nesac'],
    ['with a variable of the script', 'RUN_AS=postgres\nexec gosu "$RUN_AS" "$@"'],
    ['with a default', 'exec gosu "${RUN_AS:-postgres}" "$@"'],
    ['with a default of the script', ': start\nRUN_AS="${RUN_AS:-postgres}"\nexec gosu ${RUN_AS} "$@"'],
  ])('is seen: %s', (_, text) => {
    const result = ask({ text });
    expect(outcomeWord(result)).toBe('fail');
    expect(onlyFinding(result)).toMatchObject({ severity: 'medium', seen: expect.stringContaining('→ uid 999') });
  });

  it('is seen with a variable of the image', () => {
    const config = { env: ['RUN_AS=postgres'] };
    expect(outcomeWord(ask({ text: 'exec gosu "$RUN_AS" "$@"', config }))).toBe('fail');
    expect(outcomeWord(ask({ text: 'exec gosu "$RUN_AS" "$@"', config: { env: ['RUN_AS=root'] } }))).toBe(
      'not-applicable',
    );
    const usual = 'RUN_AS=${RUN_AS:-postgres}\nexec gosu $RUN_AS "$@"';
    expect(outcomeWord(ask({ text: usual, config: { env: ['RUN_AS=root'] } }))).toBe('not-applicable');
  });

  it.each<[string, string]>([
    ['only in a comment', '# exec gosu postgres "$@"\nexec "$@"'],
    ['only in a message', 'echo "use: exec gosu postgres"\nexec "$@"'],
    ['only in quotes', 'x=\'exec gosu postgres a\'\nexec "$@"'],
    ['only in a here-document', 'cat <<EOF\nexec gosu postgres a\nEOF\nexec "$@"'],
    ['only for a command in between', 'gosu postgres initdb\nsu postgres -c createdb\nexec "$@"'],
    ['only as a test', 'command -v gosu\ngosu --version\nexec "$@"'],
    ['to root', 'exec gosu root "$@"'],
    ['to uid 0', 'exec su-exec 0:998 "$@"'],
    ['to root by another name', 'exec gosu toor "$@"'],
    ['to nobody that the image knows', 'exec gosu nosuch "$@"'],
    ['to a variable that nobody sets', 'exec gosu "$RUN_AS" "$@"'],
    ['to a variable of two values', 'RUN_AS=postgres\n[ -n "$X" ] && RUN_AS=root\nexec gosu "$RUN_AS" "$@"'],
    ['to what a command says', 'exec gosu "$(cat /run/user)" "$@"'],
    ['to root by su', 'exec su -c "$*"'],
    ['to root by su, with postgres as argument', 'exec su root -c postgres'],
    ['never', 'exec "$@"'],
    ['never, in an empty script', ''],
  ])('is not seen: %s', (_, text) => {
    const result = ask({ text });
    expect(result).toMatchObject({ kind: 'not-applicable', observed: expect.stringContaining('see user-not-root') });
    expect(onlyFinding(judgeRoot({ text }))).toMatchObject({ fingerprint: 'user-not-root:uid-0' });
  });

  it.each<[string, Partial<ImageConfig>, string]>([
    ['the exec form', { entrypoint: ['gosu', 'postgres', '/srv/app'] }, 'ENTRYPOINT: gosu postgres'],
    ['behind tini', { entrypoint: ['/sbin/tini', '--', 'su-exec', 'postgres', 'x'] }, 'ENTRYPOINT: su-exec postgres'],
    ['the shell form', { entrypoint: ['/bin/sh', '-c', 'exec gosu postgres x'] }, 'ENTRYPOINT: gosu postgres'],
    ['CMD', { cmd: ['/bin/sh', '-c', 'su postgres -c x'] }, 'CMD: su postgres'],
    ['an entrypoint with its command', { entrypoint: ['setpriv'], cmd: ['--reuid=999', 'x'] }, 'ENTRYPOINT: setpriv'],
  ])('is seen in the configuration: %s', (_, config, seen) => {
    expect(onlyFinding(ask({ config })).seen).toContain(seen);
  });

  it('is seen in a file without #! where a shell is told to read it, and in no file of another language', () => {
    const programs: readonly ImageProgram[] = [{ state: 'text', path: '/e', text: 'exec gosu postgres x\n' }];
    expect(outcomeWord(ask({ programs, config: { entrypoint: ['/bin/sh', '/e'] } }))).toBe('fail');
    expect(outcomeWord(ask({ programs, config: { entrypoint: ['/e'] } }))).toBe('not-applicable');
    const python: readonly ImageProgram[] = [
      { state: 'text', path: '/e', text: '#!/usr/bin/python3\nexec gosu postgres x\n' },
    ];
    expect(outcomeWord(ask({ programs: python, config: { entrypoint: ['/e'] } }))).toBe('not-applicable');
  });

  it('is looked for in 256 KiB of anything without delay', () => {
    const text = `${'exec gosu "$A" '.repeat(8000)}\n${'A=b\n'.repeat(30_000)}`;
    const started = performance.now();
    expect(outcomeWord(ask({ text }))).toBe('not-applicable');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('the outcome', () => {
  it.each(['postgres', '999', '20002:10001'])('for USER %s is a pass, whatever the script says', (user) => {
    const gap: ImageProgram = { state: 'gap', path: '/e', problem: PROBLEM };
    expect(outcomeWord(ask({ text: LIKE_POSTGRES, config: { user } }))).toBe('pass');
    expect(outcomeWord(ask({ programs: [gap], config: { user } }))).toBe('pass');
  });

  it('for root is never a pass', () => {
    const none: ImageProgram = { state: 'no-text', path: '/app', why: 'a binary program' };
    for (const start of [{ text: LIKE_POSTGRES }, { text: 'exec "$@"' }, { programs: [] }, { programs: [none] }]) {
      expect(outcomeWord(ask(start))).not.toBe('pass');
      expect(outcomeWord(judgeRoot(start))).toBe('fail');
    }
  });

  it('for root and a file that could not be read is that file’s problem', () => {
    const gap: ImageProgram = { state: 'gap', path: '/e', problem: PROBLEM };
    expect(ask({ programs: [gap] })).toEqual({ kind: 'undecided', problem: PROBLEM });
    // What was seen elsewhere stands.
    const read: ImageProgram = { state: 'text', path: '/f', text: '#!/bin/sh\nexec gosu postgres x\n' };
    expect(outcomeWord(ask({ programs: [gap, read] }))).toBe('fail');
  });

  it.each([
    [{ os: 'windows' }, 'not-applicable'],
    [{ os: 'plan9' }, 'undecided USER-UNDETERMINED'],
    [{ user: 'nosuch' }, 'undecided USER-UNDETERMINED'],
  ])('for %j is %s', (config, expected) => {
    expect(outcomeWord(ask({ text: LIKE_POSTGRES, config }))).toBe(expected);
  });
});

const PROBLEM = { code: 'LIMIT-EXCEEDED', what: 'It is long.', means: NO_VERDICT, todo: 'Shorten it.' } as const;

describe('the finding', () => {
  it('has the step, its line, and the run setting with the ids', () => {
    const found = onlyFinding(ask({ text: LIKE_POSTGRES }));
    expect(found.seen).toBe(`no USER → uid 0 (root), gid 0; line 12 of ${SCRIPT}: gosu postgres → uid 999`);
    expect(found.fix?.text).toContain('docker run --user 999:998 ');
    expect(found.fix?.text).toContain('user: "999:998"');
    expect(found.fix?.text).toContain('runAsUser: 999 with runAsGroup: 998');
    expect(found.fingerprint).toBe('user-not-dropped-by-entrypoint-only:steps-down');
  });

  it.each<[string, readonly string[], number, string]>([
    ['its own ENTRYPOINT', ['FROM debian:12', 'ENTRYPOINT ["docker-entrypoint.sh"]'], 2, 'depends'],
    ['that of a stage below', ['FROM debian:12 AS a', 'ENTRYPOINT ["e"]', 'FROM a', 'CMD ["x"]'], 2, 'depends'],
    ['the FROM that brought it', ['FROM postgres:16', 'CMD ["postgres"]'], 1, 'came with the base image postgres:16'],
  ])('points at %s', (_, lines, line, sentence) => {
    const found = onlyFinding(ask({ text: LIKE_POSTGRES, dockerfile: dockerfileOf(lines) }));
    expect(found.location).toEqual({ file: 'Dockerfile', lines: { first: line, last: line } });
    expect(found.detail).toContain(sentence);
    expect(found.inheritedFrom).toBeUndefined();
  });

  it('shows hostile text harmlessly', () => {
    const programs: readonly ImageProgram[] = [
      { state: 'text', path: '/e\u001b[31m\u202e', text: '#!/bin/sh\nexec gosu 999 x\n' },
    ];
    expect(JSON.stringify(ask({ programs }))).not.toMatch(/\\u001b|\u202e/);
  });
});

describe('user-not-root', () => {
  it('stays high, says what was read, and cures with the ids that are stepped down to', () => {
    const found = onlyFinding(judgeRoot({ text: LIKE_POSTGRES, dockerfile: dockerfileOf(['FROM postgres:16']) }));
    expect(found).toMatchObject({
      severity: 'high',
      title: 'The image starts as root',
      fingerprint: 'user-not-root:uid-0-stepping-down',
      fix: { lines: ['USER 999:998'], placement: 'append' },
    });
    expect(found.detail).toContain(`gosu postgres, line 12 of ${SCRIPT}`);
    expect(found.detail).toContain('does not excuse it');
  });

  it.each(['if false; then exec gosu postgres x; fi\nexec "$@"', 'exec gosu() { :; }; exec gosu postgres x'])(
    'is not bent by a script that only looks like it: %j',
    (text) => {
      expect(onlyFinding(judgeRoot({ text })).severity).toBe('high');
    },
  );

  it('has the same cure as user-not-root-group', () => {
    const evidence = evidenceOf({ text: LIKE_POSTGRES, dockerfile: dockerfileOf(['FROM postgres:16']) });
    const [root, group] = [userNotRoot, userNotRootGroup].map((check) => onlyFinding(check.evaluate(evidence)));
    expect(group?.fix).toEqual(root?.fix);
    expect(group?.fix?.lines).toEqual(['USER 999:998']);
  });

  it('needs no entrypoint to be known', () => {
    const { 'image-entrypoint': _, ...rest } = evidenceOf({ text: LIKE_POSTGRES });
    expect(onlyFinding(userNotRoot.evaluate(rest)).fingerprint).toBe('user-not-root:uid-0');
  });
});

describe('the policy that its page gives to those who accept a step down', () => {
  const page = readFileSync(
    join(import.meta.dirname, '../../../docs/checks', `${userNotDroppedByEntrypointOnly.id}.md`),
  );
  const [, text = ''] = /```yaml\n(version: 1\n[^`]*)```/.exec(page.toString()) ?? [];
  const checks = [userNotRoot, userNotDroppedByEntrypointOnly];
  const ids = checks.map(({ id }) => id);
  const { file } = readPolicyFile(text, 'policy.yml', ids);
  const subject = { id: 'image', name: 'Dockerfile' };

  it.each<[string, Start, string]>([
    ['a step down', { text: LIKE_POSTGRES }, 'pass'],
    ['USER', { text: LIKE_POSTGRES, config: { user: '999' } }, 'pass'],
    ['root without a step down', { text: 'exec "$@"' }, 'error CHECK-REQUIRED'],
    ['root without a script', {}, 'error CHECK-REQUIRED'],
  ])('%s: %s', (_, start, expected) => {
    if (file === undefined) throw new Error('the page has no policy');
    const { policy } = effectivePolicy(file, {});
    const known = Object.entries(evidenceOf(start)).map(([kind, value]) => {
      return [kind, { state: 'known', value, source: { tool: 'a test', subject: kind } }];
    });
    const outcomes = applyPolicy(evaluateChecks(checks, Object.fromEntries(known), subject), policy);
    const planned = checks.map(({ id }) => ({ checkId: id, subject }));
    const { verdict, problems } = judge({ planned, outcomes, problems: [], policy });
    expect([verdict, ...problems.map(({ code }) => code)].join(' ')).toBe(expected);
  });
});
