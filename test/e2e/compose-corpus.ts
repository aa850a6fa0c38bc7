/** A compose project as people have them. */
export interface CorpusProject {
  readonly title: string;
  /** By path below the repository's root. */
  readonly files: Readonly<Record<string, string>>;
  /** Those that are given, in this order; `compose.yml` when left out. */
  readonly given?: readonly string[];
  /** It has what Compose 1.29 does not know. */
  readonly onlyModern?: true;
}

function one(title: string, text: string, files: Readonly<Record<string, string>> = {}): CorpusProject {
  return { title, files: { 'compose.yml': text, ...files } };
}

function modern(title: string, text: string, files: Readonly<Record<string, string>> = {}): CorpusProject {
  return { ...one(title, text, files), onlyModern: true };
}

const WEB_AND_DATABASE = `
services:
  web:
    build: .
    ports: ["8080:80"]
    environment:
      DATABASE_URL: postgres://app@db/app
    depends_on: [db]
    restart: unless-stopped
  db:
    image: postgres:17
    environment:
      - POSTGRES_USER=app
      - POSTGRES_PASSWORD
    volumes:
      - data:/var/lib/postgresql/data
volumes:
  data:
`;

const HARDENED = `
services:
  app:
    image: app:1
    user: "20002:20002"
    read_only: true
    cap_drop: [ALL]
    cap_add: [NET_BIND_SERVICE]
    security_opt:
      - no-new-privileges:true
      - seccomp:./seccomp.json
      - apparmor=web
    tmpfs:
      - /tmp
      - /run:size=1m,mode=755
    pids_limit: 100
    mem_limit: 256m
    cpus: 0.5
    ulimits:
      nproc: 64
      nofile: {soft: 1024, hard: 2048}
`;

const EVERYTHING_OPEN = `
services:
  agent:
    image: agent:1
    privileged: true
    pid: host
    ipc: host
    network_mode: host
    userns_mode: host
    cap_add: [SYS_ADMIN, SYS_PTRACE]
    security_opt: ["seccomp=unconfined", "apparmor:unconfined", "label:disable"]
    devices: ["/dev/fuse", "/dev/sda:/dev/xvda:r"]
    device_cgroup_rules: ["c 1:3 mr", "a 7:* rmw"]
    volumes:
      - /:/host:ro
      - /var/run/docker.sock:/var/run/docker.sock
      - /srv/shared:/shared:rw,rshared
    group_add: [docker, "5"]
    sysctls:
      net.core.somaxconn: 1024
      kernel.msgmax: "65536"
    user: root
    stdin_open: true
    tty: true
`;

const ANCHORS = `
x-base: &base
  restart: always
  cap_drop: &none [ALL]
  logging: {driver: json-file, options: {max-size: 1m}}
x-more: &more
  read_only: true
services:
  a:
    <<: *base
    image: a
  b:
    <<: [*base, *more]
    image: b
    restart: "no"
  c:
    image: c
    cap_drop: *none
`;

const LONG_FORMS = `
services:
  web:
    image: web
    ports:
      - target: 80
        published: 8080
        protocol: tcp
        mode: host
      - target: 53
        published: 5353
        protocol: udp
    volumes:
      - type: bind
        source: ./static
        target: /srv/static
        read_only: true
        bind: {propagation: rslave}
      - type: volume
        source: cache
        target: /var/cache
        volume: {nocopy: true}
      - type: tmpfs
        target: /scratch
        tmpfs: {size: 1000000}
    secrets:
      - source: token
        target: the-token
        mode: 0400
    configs:
      - source: site
        target: /etc/site.conf
secrets:
  token: {file: ./token.txt}
configs:
  site: {file: ./site.conf}
volumes:
  cache:
`;

const SHORT_PORTS = `
services:
  web:
    image: web
    ports:
      - "80"
      - 8081:81
      - "127.0.0.1:8082:82"
      - "127.0.0.1::83"
      - "8090-8091:90-91"
      - "6060:6060/udp"
`;

export const CORPUS: readonly CorpusProject[] = [
  one('a web service and its database', WEB_AND_DATABASE),
  one('a hardened service', HARDENED, { 'seccomp.json': '{"defaultAction":"SCMP_ACT_ERRNO"}' }),
  one('an agent that has the machine', EVERYTHING_OPEN),
  one('anchors and merge keys', ANCHORS),
  one('long forms', LONG_FORMS, { 'token.txt': 'x', 'site.conf': 'y' }),
  one('short forms of ports', SHORT_PORTS),
  one('a file of version 3.8', 'version: "3.8"\nservices:\n  a:\n    image: a\n    volumes: ["./a:/a"]\n'),
  one(
    'a file of version 2.4',
    'version: "2.4"\nservices:\n  a:\n    image: a\n    mem_limit: 1g\n    cpus: 1.5\n    pids_limit: -1\n',
  ),
  one('only an image', 'services: {a: {image: busybox}}\n'),
  one(
    'profiles',
    'services:\n  a: {image: a, profiles: [debug]}\n  b: {image: b, profiles: [x, y], privileged: true}\n',
  ),
  one('a switch as text', 'services:\n  a:\n    image: a\n    privileged: "true"\n    read_only: "false"\n', {}),
  {
    title: 'three files, one over the other',
    files: {
      'compose.yml':
        'services:\n  a:\n    image: a\n    cap_add: [CHOWN]\n    read_only: true\n    volumes: ["/a:/x"]\n',
      'over.yml': 'services:\n  a:\n    cap_add: [KILL]\n    read_only: false\n    volumes: ["/b:/x", "/c:/y"]\n',
      'deploy/last.yml':
        'services:\n  a:\n    image: b\n    privileged: true\n  z:\n    image: z\n    volumes: ["./d:/d"]\n',
    },
    given: ['compose.yml', 'over.yml', 'deploy/last.yml'],
  },
  {
    title: 'a project in a folder',
    files: {
      'deploy/compose.yml': 'services:\n  a:\n    build: {context: ../app, args: {A: 1}}\n    volumes: ["./v:/v"]\n',
      'app/Dockerfile': 'FROM scratch\n',
    },
    given: ['deploy/compose.yml'],
  },
  one(
    'a service that extends one of the same file',
    'services:\n  base:\n    image: b\n    cap_drop: [ALL]\n    user: "5"\n  a:\n    extends: {service: base}\n    read_only: true\n',
  ),
  one('a service that extends one of another file', 'services:\n  a:\n    extends: {file: sub/b.yml, service: b}\n', {
    'sub/b.yml': 'services:\n  b:\n    image: b\n    privileged: true\n    volumes: ["./x:/x"]\n',
  }),
  one(
    'variables with values from .env',
    `services:\n  a:\n    image: "a:\${TAG}"\n    user: "\${WHO}"\n    volumes: ["\${DATA:-/srv}:/data"]\n`,
    { '.env': 'TAG=3\nWHO=1000\n' },
  ),
  one(
    'a variable with a default',
    `services:\n  a:\n    image: a\n    privileged: "\${PRIVILEGED:-false}"\n    user: \${UID:-7}\n`,
  ),
  one('a variable that is not set', `services:\n  a:\n    image: a\n    user: "\${WHO}"\n    cap_add: ["NET_ADMIN"]\n`),
  one('a dollar sign that stays', `services:\n  a:\n    image: a\n    command: ["echo", "$\${HOME}", "x"]\n`),
  one(
    'a command as text',
    `services:\n  a:\n    image: a\n    command: sh -c 'echo "a b"'\n    entrypoint: /bin/tini --\n`,
  ),
  one(
    'a command as a list',
    'services:\n  a:\n    image: a\n    command: [sh, -c, "echo a b"]\n    entrypoint: ["/x", "y"]\n',
  ),
  one(
    'namespaces of another service',
    'services:\n  a: {image: a}\n  b: {image: b, network_mode: "service:a"}\n  c: {image: c, network_mode: "none"}\n',
  ),
  one(
    'namespaces of a container',
    'services:\n  a: {image: a, network_mode: "container:other", pid: "container:other", ipc: "container:other"}\n',
  ),
  one('ipc that others may join', 'services:\n  a: {image: a, ipc: shareable}\n'),
  one(
    'a volume that is a folder of the host',
    'services:\n  a:\n    image: a\n    volumes: ["etc:/mnt"]\nvolumes:\n  etc:\n    driver: local\n    driver_opts: {type: none, o: bind, device: /etc}\n',
  ),
  one(
    'a volume from outside',
    'services:\n  a:\n    image: a\n    volumes: ["vol:/v:ro", "/anonymous"]\nvolumes:\n  vol: {external: true, name: theirs}\n',
  ),
  one(
    'volumes of another service',
    'services:\n  a: {image: a}\n  b: {image: b, volumes_from: ["a:ro", "container:x"]}\n',
  ),
  one('networks', 'services:\n  a: {image: a, networks: [n, m]}\nnetworks: {n: {}, m: {internal: true}}\n'),
  one(
    'limits of deploy',
    'services:\n  a:\n    image: a\n    deploy:\n      resources:\n        limits: {cpus: "0.25", memory: 64M}\n      restart_policy: {condition: on-failure, max_attempts: 3}\n',
  ),
  one(
    'devices that deploy reserves',
    'services:\n  a:\n    image: a\n    deploy:\n      resources:\n        reservations:\n          devices:\n            - driver: nvidia\n              count: 1\n              capabilities: [gpu]\n',
  ),
  one(
    'restarts without end',
    'services:\n  a: {image: a, restart: always}\n  b: {image: b, restart: "on-failure:5"}\n',
  ),
  one('no restarts', 'services:\n  a: {image: a, restart: "no"}\n  b: {image: b}\n'),
  one('a runtime', 'services:\n  a: {image: a, runtime: nvidia}\n'),
  one('one tmpfs', 'services:\n  a: {image: a, tmpfs: /run}\n'),
  one('users that are numbers', 'services:\n  a: {image: a, user: "1000"}\n  b: {image: b, user: "0"}\n'),
  one(
    'lists as mappings and mappings as lists',
    'services:\n  a:\n    image: a\n    sysctls: ["net.core.somaxconn=1"]\n    labels: [x=y]\n    environment: [A=1, B]\n    extra_hosts: ["h:1.2.3.4"]\n',
  ),
  one(
    'a build with a target',
    'services:\n  a:\n    build:\n      context: .\n      dockerfile: docker/Dockerfile\n      target: prod\n      args: [A=1]\n',
  ),
  one(
    'comments, blank lines and Windows line ends',
    '# x\r\nservices:\r\n\r\n  a:\r\n    image: a # y\r\n    privileged: true\r\n',
  ),
  one('quoted keys', '"services":\n  \'a\':\n    "image": a\n    "cap_add": ["ALL"]\n'),
  one(
    'a healthcheck and the rest that is harmless',
    'services:\n  a:\n    image: a\n    healthcheck: {test: ["CMD", "true"], interval: 5s}\n    hostname: h\n    dns: 1.1.1.1\n    stop_grace_period: 3s\n    shm_size: 64m\n    init: true\n    working_dir: /x\n    expose: ["80"]\n',
  ),
  modern('a file that includes another', 'include: [sub/b.yml]\nservices:\n  a: {image: a, privileged: true}\n', {
    'sub/b.yml': 'services:\n  b:\n    image: b\n    pid: host\n    volumes: ["./x:/x"]\n',
  }),
  modern('the socket of the engine', 'services:\n  a: {image: a, use_api_socket: true}\n'),
  modern(
    'graphics cards',
    'services:\n  a: {image: a, gpus: all}\n  b: {image: b, gpus: [{driver: nvidia, count: 2}]}\n',
  ),
  modern('namespaces of today', 'services:\n  a: {image: a, uts: host, cgroup: host}\n'),
  modern(
    'hooks with rights',
    'services:\n  a:\n    image: a\n    post_start:\n      - {command: "chown x", user: root}\n      - {command: ["x"], privileged: true}\n',
  ),
  modern(
    'a Dockerfile in the file',
    'services:\n  a:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM scratch\n',
  ),
  modern(
    'values taken away',
    'services:\n  a:\n    image: a\n    cap_drop: !reset []\n    environment: {A: !reset null, B: b}\n',
  ),
  modern('a file with variables', 'services:\n  a:\n    image: a\n    env_file: [{path: a.env, required: false}]\n'),
  modern('a secret from a variable', 'services:\n  a: {image: a, secrets: [s]}\nsecrets:\n  s: {environment: TOKEN}\n'),
];
