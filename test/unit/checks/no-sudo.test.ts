import { describe, expect, it } from 'vitest';
import { noSudo } from '../../../src/checks/build/no-sudo.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(...lines: readonly string[]) {
  return noSudo.evaluate({ dockerfile: dockerfileOf(lines) });
}

describe('no-sudo', () => {
  it.each<[string, string]>([
    ['apt-get update && apt-get install -y --no-install-recommends curl sudo', 'sudo installed in line 2'],
    ['apt-get -o Acquire::Retries=3 install -yqq sudo=1.9.13*', 'sudo installed in line 2'],
    ['apt install -y sudo:amd64', 'sudo installed in line 2'],
    ['aptitude install sudo-ldap', 'sudo-ldap installed in line 2'],
    ['apk add --no-cache sudo', 'sudo installed in line 2'],
    ['apk --no-cache add -X https://x/main doas~=6', 'doas installed in line 2'],
    ['dnf install -y --setopt=install_weak_deps=False sudo', 'sudo installed in line 2'],
    ['yum -y install sudo', 'sudo installed in line 2'],
    ['microdnf install sudo', 'sudo installed in line 2'],
    ['zypper --non-interactive install sudo', 'sudo installed in line 2'],
    ['pacman -Syu --noconfirm base-devel sudo', 'sudo installed in line 2'],
    ['["apt-get", "install", "-y", "sudo"]', 'sudo installed in line 2'],
    ['sudo apt-get update', 'sudo apt-get in line 2'],
    ['sudo -u app -H make', 'sudo make in line 2'],
    ['make && A=b /usr/bin/sudo make install', 'sudo make in line 2'],
    ['echo x | sudo tee /f', 'sudo tee in line 2'],
    ['if true; then sudo -E make; fi', 'sudo make in line 2'],
    ["bash -c 'sudo make'", 'sudo make in line 2'],
    ['xargs sudo make', 'sudo make in line 2'],
    ['doas make', 'doas make in line 2'],
    ['echo "app ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers', '/etc/sudoers written in line 2'],
    [
      'echo "app ALL=(ALL) NOPASSWD:ALL" > /etc/sudoers.d/app && chmod 0440 /etc/sudoers.d/app',
      '/etc/sudoers.d/app written in line 2',
    ],
    ['echo "permit nopass app" | tee -a /etc/doas.conf', '/etc/doas.conf written in line 2'],
    ['sed -i "s/^# %wheel ALL/%wheel ALL/" /etc/sudoers', '/etc/sudoers written in line 2'],
    ['cp app /etc/sudoers.d/', '/etc/sudoers.d/ written in line 2'],
  ])('RUN %s: %s', (run, seen) => {
    expect(onlyFinding(judge('FROM a:1', `RUN ${run}`))).toMatchObject({ severity: 'medium', seen });
  });

  it.each([
    'apt-get install -y sudoku libsudo-dev',
    'apt-get remove -y sudo',
    'apt-get purge -y sudo && rm -f /etc/sudoers.d/app',
    'apt-get install -y sudo && make && apt-get purge -y --auto-remove sudo',
    'apk add --no-cache --virtual .deps sudo gcc && make && apk del .deps',
    'apk add -t .deps sudo && apk del .deps',
    'apt-get install -s sudo',
    'pip install sudo',
    'npm install sudo',
    'echo sudo make',
    'echo "use sudo apt-get install" > /readme',
    'which sudo || true',
    'if command -v sudo; then make; fi',
    'make # sudo',
    'grep root /etc/sudoers',
    'chmod u-s /usr/bin/sudo',
    'gosu app make',
    'rm /etc/sudoers.d/app',
    "sed -i.bak -e 's/^%sudo/#%sudo/' /etc/sudoers",
  ])('RUN %s: pass', (run) => {
    expect(outcomeWord(judge('FROM a:1', `RUN ${run}`))).toBe('pass');
  });

  it.each<[string, readonly string[], string]>([
    ['rules that are copied', ['FROM a:1', 'COPY app /etc/sudoers.d/app'], 'fail'],
    ['rules that are copied, JSON form', ['FROM a:1', 'COPY ["app", "/etc/sudoers.d/"]'], 'fail'],
    ['a file of another name', ['FROM a:1', 'COPY sudoers /etc/app/'], 'pass'],
    ['removed in a later step', ['FROM a:1', 'RUN apk add sudo', 'RUN make', 'RUN apk del sudo'], 'pass'],
    ['removed before', ['FROM a:1', 'RUN apk del sudo', 'RUN apk add sudo'], 'fail'],
    ['in a stage below', ['FROM a:1 AS b', 'RUN apk add sudo', 'FROM b', 'RUN make'], 'fail'],
    ['in a stage that is copied from', ['FROM a:1', 'RUN sudo make', 'FROM a:1', 'COPY --from=0 /x /'], 'pass'],
    ['in a heredoc', ['FROM a:1', 'RUN <<EOF', 'make', 'sudo make install', 'EOF'], 'fail'],
    ['nothing to look at', ['FROM a:1', 'CMD ["sudo", "a"]'], 'not-applicable'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge(...lines))).toBe(expected);
  });

  it('makes one finding a line, with keys that outlive other lines', () => {
    const result = judge(
      'FROM a:1',
      'RUN apk add sudo && sudo make',
      'RUN sudo make',
      'RUN make',
      'RUN sudo make && sudo x',
    );
    const found = result.kind === 'judged' ? result.findings : [];
    expect(found.map(({ fingerprint, location }) => [fingerprint, location?.lines.first])).toEqual([
      ['no-sudo:installs:sudo', 2],
      ['no-sudo:uses:sudo make', 3],
      ['no-sudo:uses:sudo make#2', 5],
    ]);
  });

  it.each<[readonly string[], string]>([
    [['USER app', 'RUN sudo make'], 'USER root before the line, the same line without sudo, and USER app behind it.'],
    [['RUN sudo make'], 'and USER <the user of the image> behind it.'],
    [['USER app', 'USER 0:0', 'RUN sudo make'], 'The step runs as root there already: leave the word sudo out.'],
    [
      ['USER app', 'RUN apk add sudo'],
      'Take sudo out of the list of packages. Steps that need root stand between USER root and USER app',
    ],
  ])('the cure of %j', (lines, text) => {
    expect(onlyFinding(judge('FROM a:1', ...lines)).fix?.text).toContain(text);
  });
});
