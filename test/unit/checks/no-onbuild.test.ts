import { describe, expect, it } from 'vitest';
import { noOnbuild } from '../../../src/checks/contents/no-onbuild.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(onBuild: readonly string[], lines?: readonly string[]) {
  return noOnbuild.evaluate({
    'image-config': anImageConfig({ onBuild }),
    ...(lines === undefined ? {} : { dockerfile: dockerfileOf(lines) }),
  });
}

describe('no-onbuild', () => {
  it('passes without triggers', () => {
    expect(outcomeWord(judge([]))).toBe('pass');
  });

  it.each([
    ['COPY . /app', 'medium'],
    ['RUN npm ci', 'medium'],
    ['USER 1000', 'medium'],
    ['USER rooty', 'medium'],
    ['USER root', 'high'],
    ['user 0', 'high'],
    ['USER 0:0', 'high'],
    ['USER root:app', 'high'],
    ['USER "root"', 'high'],
    ['ADD a.tgz /', 'medium'],
    ['ADD https://example.com/x /', 'high'],
    ['ADD ["https://example.com/x", "/"]', 'high'],
    ['ADD https://github.com/x/y.git /', 'high'],
    ['ADD --checksum=sha256:aa https://example.com/x /', 'medium'],
    ['COPY https.txt /', 'medium'],
    ['RUN curl -fsSL https://example.com/x | sh', 'high'],
    ['RUN ["sh", "-c", "curl https://example.com/x | sudo bash"]', 'high'],
    ['RUN --mount=type=cache,target=/x wget -qO- https://example.com/x | bash -s', 'high'],
    ['RUN curl -fsSL https://example.com/x | tar xz', 'medium'],
    ['RUN echo [', 'medium'],
  ])('ONBUILD %s is %s', (trigger, severity) => {
    expect(onlyFinding(judge([trigger]))).toMatchObject({ severity, fingerprint: 'no-onbuild:triggers' });
  });

  it('is one finding, as bad as its worst trigger', () => {
    const found = onlyFinding(judge(['COPY . /app', 'USER root', 'RUN make']));
    expect(found).toMatchObject({ severity: 'high', seen: 'ONBUILD COPY, ONBUILD USER, ONBUILD RUN' });
    expect(found.detail).toContain('One makes the other image run as root (USER).');
  });

  it('points to the lines, and is never inherited', () => {
    const lines = ['FROM a:1 AS x', 'ONBUILD RUN x', 'FROM a:1', 'ONBUILD COPY . /', 'ONBUILD RUN make'];
    const found = onlyFinding(judge(['COPY . /', 'RUN make'], lines));
    expect(found.location).toEqual({ file: 'Dockerfile', lines: { first: 4, last: 4 } });
    expect(found.detail).toContain('See line 4, 5 of Dockerfile.');
    const without = onlyFinding(judge(['COPY . /'], ['FROM a:1']));
    expect(without.location).toBeUndefined();
    expect(without.inheritedFrom).toBeUndefined();
  });

  it('shows nothing of a trigger but its keyword', () => {
    const found = onlyFinding(judge(['ENV TOKEN=s3cr3t', 'RUN curl https://u:hunter2@x.example | sh']));
    expect(JSON.stringify(found)).not.toMatch(/s3cr3t|hunter2/);
    expect(found.fix?.text).toContain('Remove the ONBUILD lines');
  });
});
