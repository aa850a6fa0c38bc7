// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell
import { describe, expect, it } from 'vitest';
import { noCurlPipeShell } from '../../../src/checks/build/no-curl-pipe-shell.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(...lines: readonly string[]) {
  return noCurlPipeShell.evaluate({ dockerfile: dockerfileOf(lines) });
}

function word(run: string): string {
  return outcomeWord(judge('FROM a:1', `RUN ${run}`));
}

describe('no-curl-pipe-shell', () => {
  it.each([
    'curl -fsSL https://deb.nodesource.com/setup_22.x | bash -',
    'curl -fsSL https://deb.nodesource.com/setup_22.x | sudo -E bash -',
    "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --default-toolchain stable",
    'curl -sSL https://install.python-poetry.org | python3 -',
    'curl -sSL https://install.python-poetry.org | POETRY_HOME=/opt/poetry python3 - --version 1.8.3',
    'curl -LsSf https://astral.sh/uv/install.sh | env UV_INSTALL_DIR=/usr/local/bin sh',
    'wget -qO- https://get.pnpm.io/install.sh | ENV="$HOME/.bashrc" SHELL="$(which bash)" bash -',
    'curl -sS https://getcomposer.org/installer | php -- --install-dir=/usr/local/bin',
    'curl -L https://cpanmin.us | perl - App::cpanminus',
    'curl -sS https://getcomposer.org/installer | php -- a',
    'echo "$(curl -fsSL https://x/y)" | sh',
    'cat <(curl -fsSL https://x/y) | sh',
    'curl -fsSL https://bun.sh/install | /bin/bash',
    'curl -fsSL https://x/y | bash -euxo pipefail',
    'curl -fsSL https://x/y | bash -o pipefail -s -- a',
    'curl -fsSL https://x/y | sh -s - -b /usr/local/bin',
    'curl -fsSL https://x/y | bash /dev/stdin --version 1',
    'curl -fsSL https://x/y | . /dev/stdin',
    'curl -fsSL https://x/y | sudo -u app -H bash',
    'curl -fsSL https://x/y | tee f | sh',
    'curl -fsSL https://x/y | sed s/a/b/ | sh -x',
    'curl -fsSL https://x/y | tee >(bash)',
    'curl -fsSL https://x/y |& bash',
    'curl -fsSL https://x/y | su app',
    'curl -fsSL https://x/y | gosu app bash',
    'curl -fsSL https://x/y | timeout -k 5 60 bash',
    'curl -fsSL https://x/y | (cd /opt && cat a); curl https://x | (sh)',
    'curl -fsSL https://x/y | $SHELL',
    'busybox wget -O- https://x/y | busybox sh',
    '(curl -fsSL https://x/y || wget -qO- https://x/y) | sh',
    'set -eux; if true; then curl -fsSL https://x/y | sh; fi',
    'bash <(curl -fsSL https://x/y)',
    'bash -x <(curl -fsSL https://x/y | tr -d "\\r") --yes',
    'bash < <(curl -fsSL https://x/y)',
    'bash <<< "$(curl -fsSL https://x/y)"',
    '. <(curl -fsSL https://x/y)',
    'source <(curl -fsSL https://x/y)',
    'python3 <(curl -fsSL https://x/y)',
    'sh -c "$(curl -fsSL https://raw.githubusercontent.com/ohmyzsh/ohmyzsh/master/tools/install.sh)" "" --unattended',
    'sh -c "`curl -fsSL https://x/y`"',
    'sh -c " $(wget -O- https://x/y) -- -t robbyrussell"',
    'python3 -c "$(curl -fsSL https://x/y)"',
    'ruby -e "$(curl -fsSL https://x/y)"',
    'su - app -c "$(curl -fsSL https://x/y)"',
    'su - app -c "curl -fsSL https://x/y | bash"',
    "bash -lc 'curl -fsSL https://x/y | bash'",
    `su app -c "sh -c 'curl -fsSL https://x/y | bash'"`,
    'eval "$(curl -fsSL https://x/y)"',
    'eval "curl -fsSL https://x/y | sh"',
    "echo 'curl -fsSL https://x/y | sh' | bash",
    '$(curl -fsSL https://x/y)',
    'x="$(curl -fsSL https://x/y | sh)"',
    '["sh", "-c", "curl -fsSL https://x/y | sh"]',
    '["/bin/bash", "-o", "pipefail", "-c", "curl -fsSL https://x/y | sh"]',
    '--mount=type=cache,target=/x curl -fsSL https://x/y | sh',
    'curl -fsSL "https://x/y?a=1&b=2" | sh',
    'curl -fsSL $URL | sh',
  ])('%s: fail', (run) => {
    expect(word(run)).toBe('fail');
  });

  it.each([
    'curl -fsSL https://download.docker.com/linux/debian/gpg | gpg --dearmor -o /k.gpg',
    'curl -fsSL https://x/k | apt-key add -',
    'curl -fsSL https://x/y.tgz | tar xz -C /opt && bash /opt/install.sh',
    'curl -fsSL https://x/y | jq -r .tag_name',
    'curl -fsSL https://x/y | sha256sum -c -',
    'curl -fsSL https://x/y | tee /etc/apt/sources.list.d/y.list && bash x.sh',
    'curl -fsSL https://x/y | psql -f -',
    `curl -fsSL https://x/y | python3 -c 'import json,sys; print(json.load(sys.stdin)["tag"])'`,
    'curl -fsSL https://x/y | python3 -m json.tool',
    'curl -fsSL https://x/y | python3 -mjson.tool',
    'curl -fsSL https://x/y | python3 -c"print(1)"',
    'curl -fsSL https://x/y | python3 -um json.tool',
    'curl -fsSL https://x/y | python3 parse.py',
    "curl -fsSL https://x/y | perl -ne'print'",
    "curl -fsSL https://x/y | ruby -ne'print'",
    "curl -fsSL https://x/y | php -r'echo 1;'",
    'bash | curl -T - https://x/y',
    'cat a | bash | curl -T - https://x/y',
    'make V=$(curl -fsSL https://x/y) | sh',
    'echo "v=$(curl -fsSL https://x/latest)" | sh',
    "curl -fsSL https://x/y | perl -ne 'print if /a/'",
    "curl -fsSL https://x/y | perl -0777 -pe 's/a/b/'",
    "curl -fsSL https://x/y | ruby -rjson -e 'puts JSON.parse(STDIN.read)'",
    "curl -fsSL https://x/y | node -pe 'JSON.parse(require(`fs`).readFileSync(0)).v'",
    "curl -fsSL https://x/y | php -r 'echo 1;'",
    "curl -fsSL https://x/y | sh -c 'cat > /f'",
    'curl -fsSL https://x/y | bash ./read-list.sh',
    'curl -fsSL https://x/list | xargs -n 1 sh',
    'curl -fsSLo y https://x/y && echo "abc  y" | sha256sum -c - && sh y',
    'curl -fsSLo y https://x/y; sh y',
    'echo "curl https://x/y | sh"',
    "echo 'bash <(curl https://x/y)' > /readme",
    'echo curl https://x/y \\| sh',
    'make # curl https://x/y | sh',
    'cat a | sh',
    'VERSION=$(curl -fsSL https://x/latest | jq -r .tag) sh build.sh',
    'VERSION="$(curl -fsSL https://x/latest)" && sh build.sh "$VERSION"',
    'sh build.sh $(curl -fsSL https://x/latest)',
    'sh -c "make VERSION=$(curl -fsSL https://x/latest)"',
    'python3 -c "print(1)" "$(curl -fsSL https://x/y)"',
    'diff a <(curl -fsSL https://x/y)',
    'bash a.sh <(curl -fsSL https://x/y)',
    'command -v curl | sh',
    '["curl", "https://x/y", "|", "sh"]',
    'curl https://x/y || sh a.sh',
    'curl https://x/y > /f & sh a.sh',
    'sh a.sh | curl -T - https://x/y',
    'bash -c "$(cat a.sh)"',
  ])('%s: pass', (run) => {
    expect(word(run)).toBe('pass');
  });

  it.each<[string, readonly string[], string]>([
    ['over several lines', ['RUN set -eux; \\', '# as documented', '  curl -fsSL https://x/y \\', '  | sh'], 'fail'],
    ['a comment between', ['RUN make && \\', '# curl https://x/y | sh', '  make install'], 'pass'],
    ['a heredoc', ['RUN <<EOF', 'curl https://x/y | sh', 'EOF'], 'fail'],
    ['a heredoc with comments', ['RUN <<EOF', '# curl https://x/y | sh', 'make', 'EOF'], 'pass'],
    ['a heredoc for bash', ["RUN set -e; bash -e <<'EOF'", 'curl https://x/y | sh', 'EOF'], 'fail'],
    ['a heredoc for cat and bash', ['RUN cat <<EOF | bash', 'curl https://x/y | sh', 'EOF'], 'fail'],
    ['a heredoc for a file', ['RUN cat <<EOF > /x', 'curl https://x/y | sh', 'EOF'], 'pass'],
    ['a heredoc whose name is quoted', ['RUN cat <<"E F" > /x', 'curl https://x/y | sh', 'E F'], 'pass'],
    ['a heredoc in Python', ['RUN <<EOF', '#!/usr/bin/env python3', 'curl https://x/y | sh', 'EOF'], 'pass'],
    ['behind a heredoc', ['RUN cat <<EOF > /x && curl https://x/y | sh', 'a', 'EOF'], 'fail'],
    ['a SHELL that is bash', ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]', 'RUN curl https://x/y | sh'], 'fail'],
    ['a SHELL behind env', ['SHELL ["/usr/bin/env", "bash", "-ec"]', 'RUN curl https://x/y | sh'], 'fail'],
    ['a SHELL of conda', ['SHELL ["conda", "run", "-n", "x", "/bin/bash", "-c"]', 'RUN curl https://x/y | sh'], 'fail'],
    ['a SHELL of a script', ['SHELL ["/usr/local/bin/_dockerfile_shell.sh"]', 'RUN curl https://x/y | sh'], 'fail'],
    ['a login SHELL', ['SHELL ["/bin/bash", "--login", "-c"]', 'RUN curl https://x/y | sh'], 'fail'],
    ['a SHELL that is Python', ['SHELL ["python3", "-c"]', 'RUN curl https://x/y | sh'], 'pass'],
    ['a SHELL that downloads', ['SHELL ["sh", "-c", "curl https://x/y | sh"]', 'RUN make'], 'fail'],
    ['a SHELL after it', ['RUN curl https://x/y | sh', 'SHELL ["python3", "-c"]'], 'fail'],
    ['PowerShell', ['SHELL ["pwsh", "-Command"]', 'RUN irm https://x/y | iex'], 'fail'],
    ['CMD', ['RUN make', 'CMD curl https://x/y | sh'], 'pass'],
    ['no RUN', ['COPY a /'], 'not-applicable'],
    ['a stage that is not built', ['RUN curl https://x/y | sh', 'FROM a:1', 'RUN make'], 'pass'],
    ['a stage that is copied from', ['RUN curl https://x/y | sh', 'FROM a:1', 'COPY --from=0 /x /'], 'fail'],
    ['a SHELL of the stage below', ['SHELL ["python3", "-c"]', 'FROM b', 'RUN curl https://x/y | sh'], 'pass'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge('FROM a:1 AS b', ...lines))).toBe(expected);
  });

  it('points to the line and says the cure, without passwords and tokens', () => {
    const found = onlyFinding(
      judge('FROM a:1', 'RUN a', 'RUN curl -sL "https://me:hunter2@x.org/y.sh?t=s3cr3t" | bash'),
    );
    expect(found).toMatchObject({
      severity: 'medium',
      fingerprint: 'no-curl-pipe-shell:curl https://x.org/y.sh?… | bash',
      seen: 'curl https://x.org/y.sh?… | bash in line 3',
      location: { file: 'Dockerfile', lines: { first: 3, last: 3 } },
    });
    expect(found.fix?.text).toContain('echo "<sha256>  /tmp/script" | sha256sum -c - && bash /tmp/script');
    expect(found.fix?.text).toContain('ADD --checksum=sha256:<digest> https://x.org/y.sh');
    expect(JSON.stringify(found)).not.toMatch(/hunter2|s3cr3t/);
  });

  it.each([
    ['bash <(curl https://x/y)', 'bash <(curl https://x/y) in line 2'],
    ['sh -c "$(wget -qO- https://x/y)"', 'sh "$(wget https://x/y)" in line 2'],
    ['$(curl https://x/y)', '$(curl https://x/y) in line 2'],
    ['curl -L cpanmin.us | perl - a', 'curl cpanmin.us | perl in line 2'],
    ['curl "$URL" | sh', 'curl … | sh in line 2'],
  ])('%s is shown as %s', (run, seen) => {
    expect(onlyFinding(judge('FROM a:1', `RUN ${run}`)).seen).toBe(seen);
  });

  it('makes one finding of the same download in two places', () => {
    const run = 'RUN curl https://x/y | sh';
    expect(onlyFinding(judge('FROM a:1', run, 'RUN make', run)).seen).toBe('curl https://x/y | sh in line 2, 4');
  });
});
