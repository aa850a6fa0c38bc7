// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell
import { describe, expect, it } from 'vitest';
import { noSecretsInHistory } from '../../../src/checks/contents/no-secrets-in-history.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { PUBLIC_IMAGES } from '../../builders/public-image-settings.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';
import { KNOWN_FORMS, LOOK_ALIKES, SECRETS } from '../../builders/secret-samples.ts';

const step = (createdBy: string, comment = '') => ({ createdBy, comment, emptyLayer: false });
const TOKEN = ['gh', 'p_', 'aB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0cD3fG6'].join('');
const HEX = '3f9a0c7e5b1d8264'.repeat(4);

/** Commands of Dockerfiles with nothing to find, some of them right beside what is found. */
const COMMANDS = [
  'mysql -uroot -p"$PW" -e "select 1"',
  'mysql -u root -p < /x.sql',
  'docker login -u me -p "$TOKEN" registry.example.com',
  'docker run -p 8080:8080 login',
  'curl -u "${USER}:${PASS}" https://example.com',
  'curl -u $LOGIN https://example.com',
  'curl -u : --negotiate https://example.com',
  'curl -u admin:admin http://localhost:9200/_cluster/health',
  'curl "https://example.com/x?version=1.2.3&arch=amd64" -o x',
  'curl "https://example.com/x?access_token=${TOKEN}"',
  'curl --header="Authorization: Bearer ${TOKEN}" https://example.com',
  'git clone https://me@bitbucket.org/me/app',
  'pip install git+https://github.com/x/y@3f9a0c7e5b1d82643f9a0c7e5b1d82643f9a0c7e',
  'openssl req -x509 -newkey rsa:4096 -nodes -passout pass: -out /x.pem',
  'openssl pkcs12 -export -passout "pass:$P" -in /x.pem',
  'keytool -import -noprompt -storepass changeit -keystore cacerts -file /x.crt',
  'ssh-keygen -q -t ed25519 -N "" -f /key',
  'sshpass -e ssh me@host && sshpass -p "$P" ssh me@host',
  'redis-cli -a "$PW" ping',
  'mongod --fork --port 27017 && mongosh -p',
  'ldapmodify -Y EXTERNAL -H ldapi:/// -f /x.ldif && ldapadd -x -W -D cn=admin',
  'dotnet publish -c Release -p:PublishTrimmed=true',
  'dotnet nuget add source https://example.com -n x',
  'rabbitmqctl add_user "$RABBIT_USER" "$RABBIT_PASS"',
  'composer config http-basic.repo.example.com "$U" "$P"',
  'npm config set //r.example.com/:_authToken=${NPM_TOKEN} && npm config set fetch-retries 5',
  'echo "//r.example.com/:_authToken=\\${NPM_TOKEN}" > .npmrc',
  'aws configure set region eu-west-1 && aws configure set aws_secret_access_key "$KEY"',
  'echo "machine example.com login me password $TOKEN" > ~/.netrc',
  'echo "password required pam_unix.so" >> /etc/pam.d/x',
  'git config --global credential.helper "!f() { echo username=x; echo password=$TOKEN; }; f"',
  `psql -c "ALTER USER postgres PASSWORD '$PW'"`,
  `mysql -e "SET PASSWORD FOR root = PASSWORD('')"`,
  `psql --command "CREATE USER docker WITH SUPERUSER PASSWORD '';"`,
  'set -eux; apt-get update; set -o pipefail',
  'export TINI_KEY="595E85A6B1B4779EA4DAAEC70B588DFF0527A9B7"; gpg --recv-keys "$TINI_KEY"',
  'SIGNING_KEY=EB4C1BFD4F042F6DED29C6A82A8A12E1F5A3C0D7 make',
  'DATABASE_URL=postgres://user:password@localhost/db npx prisma generate',
  'DATABASE_URL="postgresql://dummy:dummy@localhost:5432/x" npm run build',
  'NEXTAUTH_SECRET=build-time-only npm run build',
  'TOKEN="$(curl -s "https://auth.docker.io/token?service=registry" | jq -r .token)" make',
  'read -r TOKEN < /run/secrets/x && TOKEN=$(cat /run/secrets/x) make',
  `echo '{"password":"string"}' > schema.json && jq ".password = env.PW" x`,
  'passwd -l root && passwd -d me && chown root:shadow /etc/shadow',
  'echo "me ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/me',
  'jenkins-plugin-cli --plugins credentials:1319 plain-credentials:143 ssh-credentials:308',
  'npm install -g passwordless@1 && gem install bcrypt_pbkdf:1.1.0 --no-document',
  'cmake -DENABLE_SECRET=ON -DTOKEN_TYPE=jwt && make PASSWORD_STORE=off',
  'vault kv get -field=password secret/app',
];

function judge(steps: readonly string[], lines?: readonly string[], env: readonly string[] = []) {
  return noSecretsInHistory.evaluate({
    'image-history': steps.map((text) => step(text)),
    'image-config': anImageConfig({ env }),
    ...(lines === undefined ? {} : { dockerfile: dockerfileOf(lines) }),
  });
}

describe('no-secrets-in-history', () => {
  it('is held to enough', () => {
    expect(SECRETS.length).toBeGreaterThanOrEqual(60);
    expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(60);
  });

  it.each(SECRETS)('finds LABEL %s=%s that a later step hides', (name, value) => {
    for (const text of [`LABEL ${name}=${value}`, `/bin/sh -c #(nop)  LABEL ${name}=${value}`]) {
      const result = judge(['ADD a', text, `LABEL ${name}=`]);
      expect(onlyFinding(result).fingerprint).toMatch(/^no-secrets-in-history:LABEL:/);
      if (value.length > 7) expect(JSON.stringify(result)).not.toContain(JSON.stringify(value).slice(1, -1));
    }
  });

  it.each(PUBLIC_IMAGES)('leaves the steps of $name alone', ({ env, labels = {} }) => {
    const label = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    const steps = [...env.map((entry) => `ENV ${entry}`), `LABEL ${label.join(' ')}`, `ENV ${env.join(' ')}`];
    const classic = steps.map((text) => `/bin/sh -c #(nop)  ${text}`);
    const config = anImageConfig({ env, labels: new Map(Object.entries(labels)) });
    const history = [...steps, ...classic].map((text) => step(text));
    const result = noSecretsInHistory.evaluate({ 'image-history': history, 'image-config': config });
    expect(result).toMatchObject({ findings: [] });
  });

  it.each(SECRETS)('finds ENV %s=%s that a later step hides, and shows only the name', (name, value) => {
    for (const text of [`ENV ${name}=${value}`, `/bin/sh -c #(nop)  ENV ${name}=${value}`]) {
      const result = judge(['ADD a', text, `ENV ${name}=`], undefined, [`${name}=`]);
      expect(onlyFinding(result)).toMatchObject({
        severity: 'high',
        fingerprint: expect.stringMatching(/^no-secrets-in-history:ENV:/),
      });
      if (value.length > 7) expect(JSON.stringify(result)).not.toContain(JSON.stringify(value).slice(1, -1));
    }
  });

  it.each(LOOK_ALIKES)('leaves ENV %s=%s alone', (name, value) => {
    expect(outcomeWord(judge([`ENV ${name}=${value}`]))).toBe('pass');
    expect(outcomeWord(judge([`/bin/sh -c #(nop)  LABEL ${name}=${value}`]))).toBe('pass');
  });

  it.each(KNOWN_FORMS)('finds %s %s in a command', (_, value) => {
    const result = judge([`RUN /bin/sh -c ./deploy '${value}' && rm -rf /tmp/x # buildkit`]);
    expect(outcomeWord(result)).toBe('fail');
    expect(JSON.stringify(result)).not.toContain(JSON.stringify(value).slice(1, -1));
  });

  it.each(LOOK_ALIKES)('leaves %s=%s alone in a command', (name, value) => {
    expect(outcomeWord(judge([`RUN /bin/sh -c export ${name}='${value}' && make # buildkit`]))).toBe('pass');
    expect(outcomeWord(judge([`/bin/sh -c ${name}="${value}" make`]))).toBe('pass');
  });

  it.each([
    ['an assignment', 'DB_PASSWORD=hunter2 ./migrate'],
    ['an assignment in quotes', 'export DB_PASSWORD="hunter2"; ./migrate'],
    ['an option', './migrate --db-password=hunter2'],
    ['an option and a word', './migrate --db-password hunter2 --now'],
    ['a property', 'mvn -Dspring.datasource.password=hunter2 package'],
    ['a command in quotes', 'bash -c "set -e; DB_PASSWORD=hunter2 ./migrate"'],
    ['a token of no form', `CI_TOKEN=${HEX} make`],
    ['a header', `curl -H 'PRIVATE-TOKEN: ${HEX}' https://example.com`],
    ['a bearer', `curl -H "Authorization: Bearer ${HEX}" https://example.com`],
    ['basic authentication', 'curl -H "Authorization: Basic bWU6aHVudGVyMg==" https://example.com'],
    ['the password of an account', "echo 'root:hunter2' | chpasswd"],
    ['npm', `npm config set //registry.npmjs.org/:_authToken=${['np', 'm_', HEX.slice(28)].join('')}`],
    ['git', `git clone https://me:${HEX}@example.com/x.git`],
    ['a token in place of a user', `git clone https://${HEX.slice(0, 40)}@github.com/me/app.git`],
    ['an index of pip', 'pip install --extra-index-url https://me:hunter2@pypi.example.com/simple x'],
    ['libpq', 'PGPASSWORD=hunter2 psql -h db -c "select 1"'],
    ['curl', 'curl -u me:hunter2 https://example.com/x'],
    ['curl, its options in one', "curl -fsSLu 'me:hunter2' https://example.com/x"],
    ['curl, the long option', 'curl --user=me:hunter2 https://example.com/x'],
    ['a header as one word', `curl -H"Authorization: Bearer ${HEX}" https://example.com`],
    ['a header after an equals sign', `curl --header="PRIVATE-TOKEN: ${HEX}" https://example.com`],
    ['a query', `curl "https://example.com/x?a=b&access_token=${HEX}"`],
    ['a form', "curl -d 'user=me&password=hunter2' https://example.com"],
    ['JSON', 'curl -d "{\\"password\\": \\"hunter2\\"}" https://example.com'],
    ['mysql', 'mysql -uroot -phunter2 -e "select 1"'],
    ['SQL', "mysql -e \"CREATE USER 'a'@'%' IDENTIFIED BY 'hunter2';\""],
    ['SQL of PostgreSQL', 'psql -c "ALTER USER a WITH PASSWORD \'hunter2\'"'],
    ['sshpass', 'sshpass -p hunter2 ssh me@host'],
    ['a registry', 'docker login -u me -p hunter2 registry.example.com'],
    ['Azure', 'az login --service-principal -u me -p hunter2 --tenant x'],
    ['Redis', 'redis-cli -h r -a hunter2 ping'],
    ['MongoDB', 'mongosh -u root -p hunter2 --eval x'],
    ['openssl', 'openssl genrsa -aes256 -passout pass:hunter2 2048'],
    ['keytool', 'keytool -genkey -storepass hunter2 -keypass hunter2'],
    ['LDAP', 'ldapadd -x -D cn=admin -w hunter2 -f /x.ldif'],
    ['NuGet', 'dotnet nuget add source https://n.example.com -u me -p hunter2'],
    ['RabbitMQ', 'rabbitmqctl add_user me hunter2'],
    ['Composer', 'composer config http-basic.repo.example.com me hunter2'],
    ['.netrc', 'echo "machine example.com login me password hunter2" > ~/.netrc'],
    ['.netrc in lines', 'printf "machine h\\nlogin me\\npassword hunter2\\n" > ~/.netrc'],
    ['.npmrc', `echo "//r.example.com/:_authToken=${HEX}" > ~/.npmrc`],
    ['npm config set', `npm config set //r.example.com/:_authToken ${HEX}`],
    ['aws configure set', `aws configure set aws_secret_access_key ${HEX.slice(0, 40)}`],
    ['a here-string', 'chpasswd <<< "root:hunter2"'],
    ['passwd', 'echo hunter2 | passwd --stdin root'],
    ['quotes in quotes', `sh -c 'CI_TOKEN="${HEX}" make'`],
  ])('finds %s', (_, command) => {
    const results = [judge([`RUN /bin/sh -c ${command} # buildkit`]), judge([`/bin/sh -c ${command}`])];
    expect(results.map(outcomeWord)).toEqual(['fail', 'fail']);
    expect(JSON.stringify(results)).not.toMatch(/hunter2|aHVudGVy|3f9a0c7e/);
  });

  // As steps of well-known public images are, shortened.
  it.each([
    ['/bin/sh -c #(nop) ADD file:3f9a0c7e5b1d8264 in / '],
    [
      'RUN /bin/sh -c set -eux; savedAptMark="$(apt-mark showmanual)"; wget -O python.tar.xz "https://www.python.org/ftp/python/${PYTHON_VERSION%%[a-z]*}/Python-$PYTHON_VERSION.tar.xz"; echo "$PYTHON_SHA256 *python.tar.xz" | sha256sum -c -; GNUPGHOME="$(mktemp -d)"; export GNUPGHOME; gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys "$GPG_KEY"; gpg --batch --verify python.tar.xz.asc python.tar.xz; # buildkit',
    ],
    [
      'RUN /bin/sh -c set -x && GPGKEYS="573BFD6B3D8FBC641079A6ABABF5BD827BD9BF62 8540A6F18833A80E9C1653A42FD21310B49F6B46"; NGINX_GPGKEY_PATH=/etc/apt/keyrings/nginx-archive-keyring.gpg; export GNUPGHOME="$(mktemp -d)"; for server in hkp://keyserver.ubuntu.com:80 pgp.mit.edu ; do gpg1 --keyserver "$server" --keyserver-options timeout=10 --recv-keys "$NGINX_GPGKEY" && found=yes && break; done # buildkit',
    ],
    [
      `RUN /bin/sh -c KEY_SHA512="${HEX}${HEX}" && if echo "$KEY_SHA512 */tmp/nginx_signing.rsa.pub" | sha512sum -c -; then echo "key verification succeeded!"; mv /tmp/nginx_signing.rsa.pub /etc/apk/keys/; fi # buildkit`,
    ],
    [
      '/bin/sh -c set -ex; key=\'B97B0AFCAA1A47F044F244A07FCC7D46ACCC4CF8\'; export GNUPGHOME="$(mktemp -d)"; gpg --batch --keyserver keyserver.ubuntu.com --recv-keys "$key"; gpg --batch --export --armor "$key" > /usr/local/share/keyrings/postgres.gpg.asc',
    ],
    [
      'RUN /bin/sh -c ARCH= && dpkgArch="$(dpkg --print-architecture)" && for key in 4ED778F539E3634C779C87C6D7062848A1AB005C 94AE36675C464D64BAFA68DD7434390BDBE9B9C5; do gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys "$key"; done && curl -fsSLO --compressed "https://nodejs.org/dist/v$NODE_VERSION/node-v$NODE_VERSION-linux-$ARCH.tar.xz" # buildkit',
    ],
    [
      'RUN /bin/sh -c set -eux; groupadd --system --gid=999 mysql; useradd --system --uid=999 --gid=999 --home-dir=/var/lib/mysql --no-create-home mysql # buildkit',
    ],
    [
      "RUN /bin/sh -c { echo mysql-server mysql-server/root_password password 'unused'; echo mysql-server mysql-server/root_password_again password 'unused'; } | debconf-set-selections # buildkit",
    ],
    [
      `RUN /bin/sh -c set -eux; case "$ARCH" in amd64) ESUM='${HEX}'; BINARY_URL='https://github.com/adoptium/temurin21-binaries/releases/download/jdk-21.0.3%2B9/x.tar.gz';; esac; wget -O /tmp/openjdk.tar.gz ${'$'}{BINARY_URL}; echo "${'$'}{ESUM} */tmp/openjdk.tar.gz" | sha256sum -c - # buildkit`,
    ],
    ['RUN /bin/sh -c ./configure --with-password-argon2 --with-openssl --disable-cgi --with-pic # buildkit'],
    ['RUN /bin/sh -c adduser --system --disabled-password --gecos "" --home /nonexistent appuser # buildkit'],
    ['RUN /bin/sh -c keytool -importcert -noprompt -trustcacerts -storepass changeit -file /ca.crt # buildkit'],
    ['RUN /bin/sh -c gpg --batch --passphrase "" --quick-gen-key me # buildkit'],
    [
      'RUN /bin/sh -c sed -i "s/^#*PermitRootPassword=.*/PASSWORD=no/; s/password=.*/password=$DB_PASSWORD/" /etc/x.conf # buildkit',
    ],
    ['RUN /bin/sh -c --mount=type=secret,id=npm NPM_TOKEN=$(cat /run/secrets/npm) npm ci # buildkit'],
    ['RUN /bin/sh -c docker login --password-stdin --username me # buildkit'],
    ['RUN /bin/sh -c grep -q "BEGIN RSA PRIVATE KEY" /etc/ssl/x && echo "-----BEGIN PRIVATE KEY-----" # buildkit'],
    ['RUN /bin/sh -c SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile # buildkit'],
    ['RUN /bin/sh -c SECRET_KEY=dummy python manage.py collectstatic --noinput # buildkit'],
    ['RUN /bin/sh -c curl -H "Authorization: Bearer $TOKEN" https://example.com # buildkit'],
    ['RUN /bin/sh -c echo \'root:$6$salt$hash\' | chpasswd -e; echo "root:$PASS" | chpasswd # buildkit'],
    ['RUN /bin/sh -c apt-get install -y libsecret-1-0=0.20.5-3 passwd=1:4.13+dfsg1-1 # buildkit'],
    ['RUN /bin/sh -c apk add libsecret=0.21.4-r0 && pip install tiktoken==0.7.0 python-secret~=1.2.3 # buildkit'],
    ["RUN /bin/sh -c sed -i 's|SECRET_KEY=changeme1|SECRET_KEY=from-env|' /etc/x.conf # buildkit"],
    ['RUN /bin/sh -c SECRET_KEY_BASE=precompile RAILS_ENV=production ./bin/rails assets:precompile # buildkit'],
    ['RUN /bin/sh -c ./configure --with-password-argon2 something9 # buildkit'],
    ['RUN /bin/sh -c ETCD_INITIAL_CLUSTER_TOKEN=etcd-cluster-1 etcd --initial-cluster-token etcd-cluster-1 # buildkit'],
    ['COPY /keys/id_ed25519.pub /root/.ssh/authorized_keys # buildkit'],
    ['/bin/sh -c #(nop)  CMD ["server" "--token-file" "/run/secrets/token"]'],
    ['ENTRYPOINT ["/docker-entrypoint.sh"]'],
    ['|2 TOKEN=abcdefgh VERSION=1 /bin/sh -c make'],
    ['ARG TOKEN=abcdefgh'],
    ['bazel build ...'],
    [''],
    ...COMMANDS.map((command) => [`RUN /bin/sh -c ${command} # buildkit`]),
  ])('leaves %s alone', (text) => {
    expect(outcomeWord(judge([text]))).toBe('pass');
  });

  it('leaves to the other checks what the image still has', () => {
    expect(outcomeWord(judge(['ENV DB_PASSWORD=hunter2'], undefined, ['DB_PASSWORD=hunter2']))).toBe('pass');
    const labels = new Map([['api.key', 'abcdefgh']]);
    const evidence = { 'image-history': [step('LABEL api.key=abcdefgh')], 'image-config': anImageConfig({ labels }) };
    expect(outcomeWord(noSecretsInHistory.evaluate(evidence))).toBe('pass');
    expect(outcomeWord(noSecretsInHistory.evaluate({ 'image-history': evidence['image-history'] }))).toBe('fail');
  });

  it('reads CMD, ENTRYPOINT, HEALTHCHECK and the comment of a step too', () => {
    expect(outcomeWord(judge([`/bin/sh -c #(nop)  CMD ["server" "--x" "${TOKEN}"]`]))).toBe('fail');
    expect(outcomeWord(judge(['HEALTHCHECK {["CMD-SHELL" "mysqladmin --password=hunter2 ping"]}']))).toBe('fail');
    expect(outcomeWord(noSecretsInHistory.evaluate({ 'image-history': [step('', TOKEN)] }))).toBe('fail');
  });

  it('takes an example inside of a label for no label of its own', () => {
    const usage = 'docker run -e DB_PASSWORD=hunter2 app';
    const of = (labels: ReadonlyMap<string, string>) =>
      noSecretsInHistory.evaluate({
        'image-history': [step(`LABEL usage=${usage}`)],
        'image-config': anImageConfig({ labels }),
      });
    expect(outcomeWord(of(new Map([['usage', usage]])))).toBe('pass');
    expect(outcomeWord(of(new Map([['usage', 'gone']])))).toBe('fail');
  });

  it('has nothing to say without a history', () => {
    expect(outcomeWord(judge([]))).toBe('not-applicable');
  });

  const RUN = `RUN /bin/sh -c curl -H 'X: ${TOKEN}' x # buildkit`;
  it.each<[string, readonly string[], readonly string[], string, number, string | undefined]>([
    ['the line', [RUN], ['FROM a:1', `RUN curl -H 'X: ${TOKEN}' x`], 'RUN in line 2', 2, undefined],
    ['a heredoc', [RUN], ['FROM a:1', 'RUN <<E', `curl ${TOKEN}`, 'E'], 'RUN in line 2', 2, undefined],
    [
      'the stage below',
      [RUN, 'ENV A=b'],
      ['FROM a AS x', `RUN x ${TOKEN}`, 'FROM x', 'ENV A=b'],
      'line 2',
      2,
      undefined,
    ],
    ['the base image', [RUN, 'ENV A=b'], ['FROM a:1', 'ENV A=b'], 'base image a:1', 1, 'a:1'],
    [
      'a step of this build that no line explains',
      [RUN],
      ['FROM a:1', 'RUN x'],
      'This build put it there',
      1,
      undefined,
    ],
    ['both', [RUN, RUN], ['FROM a:1', `RUN curl -H 'X: ${TOKEN}' x`], 'RUN in line 2', 2, undefined],
    ['scratch', [RUN], ['FROM scratch', 'ADD a /'], 'No instruction of', 1, undefined],
    [
      'an ENV',
      ['ENV P_TOKEN=abcdef'],
      ['FROM a:1', 'ENV P_TOKEN=abcdef', 'ENV P_TOKEN='],
      'ENV in line 2',
      2,
      undefined,
    ],
    ['a CMD', [`CMD ["${TOKEN}"]`], ['FROM a:1', 'ARG T', 'CMD ["$T"]'], 'as far as its variables', 3, undefined],
  ])('says who brought it: %s', (_, steps, lines, sentence, line, inheritedFrom) => {
    const found = onlyFinding(judge(steps, lines));
    expect(found.detail).toContain(sentence);
    expect(found.location?.lines.first).toBe(line);
    expect(found.inheritedFrom).toBe(inheritedFrom);
  });

  it('says the step and the cure', () => {
    const found = onlyFinding(judge(['ADD a /', RUN]));
    expect(found.seen).toBe('step 2 (RUN): a GitHub token, value not shown');
    expect(found.location).toBeUndefined();
    expect(found.inheritedFrom).toBeUndefined();
    expect(found.fix?.text).toContain('--mount=type=secret');
  });
});
