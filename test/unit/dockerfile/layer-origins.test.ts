import { describe, expect, it } from 'vitest';
import { type LayerOriginsRequest, layerOrigins } from '../../../src/dockerfile/layer-origins.ts';
import type { HistoryStep } from '../../../src/model/evidence.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

/** A step that makes a layer; one that makes none begins with `-`. */
const steps = (...written: readonly string[]): readonly HistoryStep[] =>
  written.map((text) => ({ createdBy: text.replace(/^-/, ''), comment: '', emptyLayer: text.startsWith('-') }));
const BASE = steps('/bin/sh -c #(nop) ADD file:1 in / ', '-/bin/sh -c #(nop)  CMD ["bash"]');
const layersOf = (history: readonly HistoryStep[]): readonly string[] =>
  history.filter(({ emptyLayer }) => !emptyLayer).map((_, index) => `sha256:${index}`);

/** `base`, `RUN 3`, or `?` for each layer. */
function told(lines: readonly string[], history: readonly HistoryStep[], more: Partial<LayerOriginsRequest> = {}) {
  const dockerfile = dockerfileOf(lines);
  const request = { diffIds: layersOf(history), history, dockerfile, labels: 0, ...more };
  return layerOrigins(request).map(({ origin }) => {
    if (origin.kind === 'base-image') return 'base';
    return origin.kind === 'unknown' ? '?' : `${origin.keyword} ${origin.location.lines.first}`;
  });
}

describe('which instruction made a layer', () => {
  const LINES = ['FROM debian:12', 'ARG V=1', 'ENV A=b', 'RUN make \\', '  all', 'COPY a /opt/', 'USER 1000'];
  const BUILDKIT = steps(
    '-ARG V=1',
    '-ENV A=b',
    'RUN |1 V=1 /bin/sh -c make   all # buildkit',
    'COPY a /opt/ # buildkit',
    '-USER 1000',
  );
  const CLASSIC = steps(
    ...['-/bin/sh -c #(nop)  ARG V=1', '-/bin/sh -c #(nop)  ENV A=b', '|1 V=1 /bin/sh -c make   all'],
    ...['/bin/sh -c #(nop) COPY file:9 in /opt/ ', '-/bin/sh -c #(nop)  USER 1000'],
  );

  it.each([
    ['BuildKit', BUILDKIT],
    ['the classic builder', CLASSIC],
  ])('with the steps of %s', (_, own) => {
    expect(told(LINES, [...BASE, ...own])).toEqual(['base', 'RUN 4', 'COPY 6']);
  });

  it('labels of options are one more step of the classic builder', () => {
    const history = [...BASE, ...CLASSIC, ...steps('-/bin/sh -c #(nop)  LABEL a=b')];
    expect(told(LINES, history, { labels: 1, builder: 'classic' })).toEqual(['base', 'RUN 4', 'COPY 6']);
    expect(told(LINES, history)).toEqual(['?', '?', '?']);
  });

  it('two steps that look alike are not mixed up, whatever a base image wrote before', () => {
    const twice = ['FROM x', 'RUN true', 'RUN true'];
    const run = 'RUN /bin/sh -c true # buildkit';
    expect(told(twice, steps(run, run, run, run))).toEqual(['base', 'base', 'RUN 2', 'RUN 3']);
    expect(told(twice, steps(run, run, `-${run}`, run))).toEqual(['base', 'base', 'RUN 3']);
  });

  it('where a step does not fit, everything before it is unknown', () => {
    const history = steps('ADD file:1 in /', 'RUN /bin/sh -c other # buildkit', 'COPY a /opt/ # buildkit');
    expect(told(['FROM x', 'RUN make', 'COPY a /opt/'], history)).toEqual(['?', '?', 'COPY 3']);
  });

  it('with the base’s own layers the boundary is theirs', () => {
    const history = [...BASE, ...steps('RUN /bin/sh -c trigger # buildkit'), ...BUILDKIT];
    const baseDiffIds = ['sha256:0'];
    expect(told(LINES, history, { baseDiffIds })).toEqual(['base', '?', 'RUN 4', 'COPY 6']);
    expect(told(LINES, history)).toEqual(['base', 'base', 'RUN 4', 'COPY 6']);
    expect(told(LINES, [...BASE, ...BUILDKIT], { baseDiffIds: ['sha256:other'] })).toEqual(['base', 'RUN 4', 'COPY 6']);
    expect(told(LINES, [...BASE, ...BUILDKIT], { baseDiffIds: ['sha256:0', 'sha256:1'] })).toEqual([
      'base',
      '?',
      'COPY 6',
    ]);
  });

  it('a trigger of ONBUILD may bring files of this build, and is not excused as the base image’s', () => {
    for (const onbuild of ['-ONBUILD COPY . /app', '-/bin/sh -c #(nop)  ONBUILD COPY . /app']) {
      const history = [...BASE, ...steps(onbuild, 'COPY . /app # buildkit', 'RUN /bin/sh -c make # buildkit')];
      expect(told(['FROM node', 'RUN make'], history)).toEqual(['base', '?', 'RUN 2']);
    }
    const spoken = [...BASE, ...steps('RUN /bin/sh -c echo ONBUILD COPY', 'RUN /bin/sh -c make # buildkit')];
    expect(told(['FROM node', 'RUN make'], spoken)).toEqual(['base', 'base', 'RUN 2']);
  });

  it('a history that does not fit the layers says nothing', () => {
    const history = [...BASE, ...BUILDKIT];
    const squashed = told(LINES, history, { diffIds: ['sha256:0', 'sha256:9'] });
    expect(squashed).toEqual(['?', '?']);
    expect(told(LINES, history, { diffIds: ['sha256:0', 'sha256:9'], baseDiffIds: ['sha256:0'] })).toEqual([
      'base',
      '?',
    ]);
    expect(told(LINES, [], { diffIds: ['sha256:0'] })).toEqual(['?']);
  });

  it('instructions of earlier stages count where the last one is based on them', () => {
    const lines = ['FROM debian:12 AS one', 'RUN first', 'FROM one', 'RUN second'];
    const history = [...BASE, ...steps('RUN /bin/sh -c first # buildkit', 'RUN /bin/sh -c second # buildkit')];
    expect(told(lines, history)).toEqual(['base', 'RUN 2', 'RUN 4']);
  });

  it('nothing comes from a base where there is none, or where its name was replaced', () => {
    expect(told(['FROM scratch', 'COPY a /'], steps('COPY a / # buildkit'))).toEqual(['COPY 2']);
    expect(told(['FROM scratch', 'COPY a /'], steps('RUN /bin/sh -c x', 'COPY a / # buildkit'))).toEqual([
      '?',
      'COPY 2',
    ]);
    const dockerfile = dockerfileOf(['FROM app', 'RUN make'], { buildContexts: ['app'] });
    const history = [...BASE, ...steps('RUN /bin/sh -c make # buildkit')];
    expect(told(['FROM app', 'RUN make'], history, { dockerfile })).toEqual(['?', 'RUN 2']);
  });

  it.each<[string, readonly string[], string]>([
    ['JSON form', ['FROM x', 'RUN ["make", "all"]'], 'RUN make all # buildkit'],
    ['a heredoc', ['FROM x', 'RUN <<EOF', 'echo one', 'EOF'], 'RUN /bin/sh -c echo one\n # buildkit'],
    ['flags', ['FROM x', 'RUN --mount=type=cache,target=/c make'], 'RUN /bin/sh -c make # buildkit'],
    ['another shell', ['FROM x', 'SHELL ["/bin/bash","-c"]', 'RUN make'], 'RUN /bin/bash -c make # buildkit'],
    ['a variable in a destination', ['FROM x', 'ARG D', 'COPY a $D'], 'COPY a /somewhere # buildkit'],
    ['a relative destination', ['FROM x', 'WORKDIR /w', 'COPY a b'], 'COPY a b # buildkit'],
  ])('%s', (_, lines, step) => {
    const between = lines.slice(1, -1).filter((line) => /^(?:SHELL|ARG|WORKDIR)/.test(line));
    const history = [...BASE, ...steps(...between.map((line) => `-${line}`), step)];
    expect(told(lines, history).at(-1)).toMatch(/^(?:RUN|COPY) \d$/);
  });

  it('another destination is another instruction', () => {
    expect(told(['FROM x', 'COPY a /one'], [...BASE, ...steps('COPY a /other # buildkit')])).toEqual(['?', '?']);
  });

  it('an image that was not built here has no lines, and keeps its steps', () => {
    const [layer] = layerOrigins({ diffIds: ['sha256:0'], history: steps('RUN x'), labels: 0 });
    expect(layer).toEqual({ createdBy: 'RUN x', origin: { kind: 'unknown', why: 'the image was not built here' } });
  });
});
