import { describe, expect, it } from 'vitest';
import { noInsecureBuildSteps } from '../../../src/checks/build/no-insecure-build-steps.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(...lines: readonly string[]) {
  return noInsecureBuildSteps.evaluate({ dockerfile: dockerfileOf(lines) });
}

describe('no-insecure-build-steps', () => {
  it.each<[string, string]>([
    ['RUN --security=insecure make', 'fail high'],
    ['RUN --mount=type=cache,target=/x --security="insecure" make', 'fail high'],
    ['RUN --network=host make', 'fail medium'],
    ['RUN --network=none make', 'pass'],
    ['RUN --security=sandbox make', 'pass'],
    ['RUN make --security=insecure --network=host', 'pass'],
  ])('%s: %s', (line, expected) => {
    const result = judge('FROM a:1', line);
    const word = outcomeWord(result);
    expect(word === 'fail' ? `fail ${onlyFinding(result).severity}` : word).toBe(expected);
  });

  it.each<[string, string]>([
    ['docker/dockerfile', 'pass'],
    ['docker/dockerfile:1', 'pass'],
    ['docker.io/docker/dockerfile:1.7-labs', 'pass'],
    [`docker/dockerfile:1@sha256:${'a'.repeat(64)}`, 'pass'],
    ['docker/dockerfile-upstream:master', 'pass'],
    ['evil/dockerfile:1', 'fail'],
    ['ghcr.io/docker/dockerfile:1', 'fail'],
    ['docker/dockerfiles:1', 'fail'],
    ['Docker/Dockerfile', 'fail'],
  ])('# syntax=%s: %s', (syntax, expected) => {
    expect(outcomeWord(judge(`# syntax=${syntax}`, 'FROM a:1'))).toBe(expected);
  });

  it('says that of the frontend in line 1, medium', () => {
    expect(onlyFinding(judge('# syntax=evil/dockerfile:1', 'FROM a:1'))).toMatchObject({
      severity: 'medium',
      fingerprint: 'no-insecure-build-steps:syntax:docker.io/evil/dockerfile',
      seen: '# syntax=evil/dockerfile:1',
      location: { lines: { first: 1, last: 1 } },
      fix: { lines: ['# syntax=docker/dockerfile:1'] },
    });
  });

  it('counts only what is built', () => {
    expect(outcomeWord(judge('FROM a:1', 'RUN --security=insecure make', 'FROM a:1'))).toBe('pass');
    const copied = ['FROM a:1 AS b', 'RUN --security=insecure make', 'FROM scratch', 'COPY --from=b /x /'];
    expect(outcomeWord(judge(...copied))).toBe('fail');
    const mounted = [...copied.slice(0, 2), 'FROM a:1', 'RUN --mount=type=bind,from=b,target=/b cp /b/x /'];
    expect(outcomeWord(judge(...mounted))).toBe('fail');
  });

  it('points to the line', () => {
    expect(onlyFinding(judge('FROM a:1', 'USER 1', 'RUN --security=insecure make'))).toMatchObject({
      fingerprint: 'no-insecure-build-steps:security:make',
      seen: 'RUN --security=insecure in line 3',
      location: { file: 'Dockerfile', lines: { first: 3, last: 3 } },
    });
  });
});
