import { describe, expect, it } from 'vitest';
import { cleanPath } from '../../../src/linux/clean-path.ts';
import { csvFields } from '../../../src/run/csv-fields.ts';
import { readMount, readVolume } from '../../../src/run/run-mounts.ts';
import { readPort } from '../../../src/run/run-ports.ts';
import {
  readBytes,
  readCpus,
  readDevice,
  readDeviceRule,
  readEnvName,
  readInteger,
  readRestart,
  readSysctl,
  readTmpfs,
  readUlimit,
} from '../../../src/run/run-values.ts';

const wrong = { wrong: expect.stringMatching(/./) };

describe('a path', () => {
  it.each([
    ['/', '/'],
    ['//', '/'],
    ['/.', '/'],
    ['/..', '/'],
    ['/./', '/'],
    ['/a/../..//b/', '/b'],
    ['/etc/../etc', '/etc'],
    ['.', '.'],
    ['./', '.'],
    ['', '.'],
    ['./a/./b', 'a/b'],
    ['a/..', '.'],
    ['../a', '../a'],
    ['a/../../b', '../b'],
    ['/...', '/...'],
  ])('%j is %j', (path, clean) => {
    expect(cleanPath(path)).toBe(clean);
  });
});

describe('fields', () => {
  it.each<[string, readonly string[] | undefined]>([
    ['a,b=c', ['a', 'b=c']],
    ['a,', ['a', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a""b"', ['a"b']],
    ['a\nb', ['a']],
    ['"a\nb",c', ['a\nb', 'c']],
    ['\n\na', ['a']],
    ['a\r', ['a']],
    ['a\r\nb', ['a']],
    ['', undefined],
    ['a"b', undefined],
    ['"a', undefined],
    ['"a"b', undefined],
  ])('%j', (value, fields) => {
    expect(csvFields(value)).toEqual(fields);
  });
});

describe('-v', () => {
  const bind = { kind: 'bind', readOnly: false, propagation: '' };
  const volume = { kind: 'volume', readOnly: false, propagation: '' };
  it.each([
    ['/:/h', { ...bind, source: '/', target: '/h' }],
    ['/.//:/h/', { ...bind, source: '/', target: '/h' }],
    ['/etc/../var/run/docker.sock:/s:ro', { ...bind, source: '/var/run/docker.sock', target: '/s', readOnly: true }],
    ['/a:/b:rw,z', { ...bind, source: '/a', target: '/b' }],
    ['/a:/b:ro,rshared,Z', { ...bind, source: '/a', target: '/b', readOnly: true, propagation: 'rshared' }],
    ['./a:/b', { ...bind, source: 'a', target: '/b' }],
    ['../a:/b', { ...bind, source: '../a', target: '/b' }],
    ['.:/b', { ...bind, source: '.', target: '/b' }],
    ['data:/b', { ...volume, source: 'data', target: '/b' }],
    ['data:/b:nocopy', { ...volume, source: 'data', target: '/b' }],
    ['/b', { ...volume, source: '', target: '/b' }],
  ])('%s', (value, mount) => {
    expect(readVolume(value, false)).toEqual({ value: mount });
  });

  it.each([
    ...['', ':', '/a:', ':/b', '/a::ro', '/a:/b:ro:z', '/a:ro', '/a:/b:bad', '/a:/b:ro,rw', '/a:/b:shared,slave'],
    ...['/a:/', '/a:/./', '/a:b', 'b', 'a/b:/c', '~/x:/y', '-x:/y', '/a:/b:RO', '/a:/b:'],
  ])('%j is refused', (value) => {
    expect(readVolume(value, false)).toEqual(wrong);
  });

  it('leaves names to another driver', () => {
    expect(readVolume('host/share:/b', true)).toMatchObject({ value: { kind: 'volume', source: 'host/share' } });
  });
});

describe('--mount', () => {
  const rest = { readOnly: false, propagation: '' };
  it.each([
    ['type=bind,source=/etc,target=/x', { kind: 'bind', source: '/etc', target: '/x', ...rest }],
    ['type=bind,src=//,dst=/x,readonly', { kind: 'bind', source: '/', target: '/x', ...rest, readOnly: true }],
    ['TYPE=Bind,src=/,destination=/x,ro=true', { kind: 'bind', source: '/', target: '/x', ...rest, readOnly: true }],
    ['type=bind,src=/,dst=/x,readonly=0', { kind: 'bind', source: '/', target: '/x', ...rest }],
    ['type=bind,src=/,dst=/x,ro,ro=false', { kind: 'bind', source: '/', target: '/x', ...rest }],
    [
      'type=bind,src=.,dst=/x,bind-propagation=RShared,bind-recursive=disabled',
      { kind: 'bind', source: '.', target: '/x', ...rest, propagation: 'rshared' },
    ],
    ['target=/x', { kind: 'volume', source: '', target: '/x', ...rest }],
    ['source=data,target=/x,volume-nocopy', { kind: 'volume', source: 'data', target: '/x', ...rest }],
    ['type=tmpfs,dst=/x,tmpfs-size=1m,tmpfs-mode=0700', { kind: 'tmpfs', source: '', target: '/x', ...rest }],
    ['type=image,src=alpine,dst=/x', { kind: 'image', source: 'alpine', target: '/x', ...rest }],
    [
      'type=volume,dst=/x,volume-driver=local,volume-opt=type=none,volume-opt=device=/etc,"volume-opt=o=bind,ro"',
      { kind: 'volume', source: '', target: '/x', ...rest, device: '/etc' },
    ],
    ['type=bind,"source=/a,b",target=/x', { kind: 'bind', source: '/a,b', target: '/x', ...rest }],
  ])('%s', (value, mount) => {
    expect(readMount(value, false)).toEqual({ value: mount });
  });

  it.each([
    ...['', 'type=bind', 'type=bind,src=/a', 'type=bind,dst=/x', 'type=bind,src=a,dst=/x', 'type=npipe,src=/a,dst=/x'],
    ...['type=tmpfs,src=/a,dst=/x', 'type=image,dst=/x', 'type=bind,src=/a,dst=x', 'type=bind,src=/a,dst=/'],
    ...['type=bind,src=/a,dst=/x,readonly=yes', 'type=bind,src=/a,dst=/x,nonsense=1', 'type=bind,src=/a,dst=/x,rw'],
    ...['type=bind,src=/a,dst=/x,bind-propagation=no', 'type=volume,dst=/x,bind-propagation=shared', 'src=a/b,dst=/x'],
    ...['type=bind, src=/a,dst=/x', 'type=bind,src= /a,dst=/x', 'type=bind,src=,dst=/x', 'type=bind,source,dst=/x'],
    ...['type=bind,src=/a,dst=/x,tmpfs-size=1m', 'a"b', '/a:/b'],
  ])('%j is refused', (value) => {
    expect(readMount(value, false)).toEqual(wrong);
  });
});

describe('-p', () => {
  const tcp = { hostAddress: '', hostPort: '', protocol: 'tcp' };
  it.each([
    ['80', { ...tcp, containerPort: '80' }],
    ['8080:80', { ...tcp, hostPort: '8080', containerPort: '80' }],
    ['127.0.0.1:8080:80', { ...tcp, hostAddress: '127.0.0.1', hostPort: '8080', containerPort: '80' }],
    ['127.0.0.1::80', { ...tcp, hostAddress: '127.0.0.1', containerPort: '80' }],
    ['0.0.0.0:53:53/udp', { hostAddress: '0.0.0.0', hostPort: '53', containerPort: '53', protocol: 'udp' }],
    ['[::1]:80:80/SCTP', { hostAddress: '::1', hostPort: '80', containerPort: '80', protocol: 'sctp' }],
    ['::1:80:80', { ...tcp, hostAddress: '::1', hostPort: '80', containerPort: '80' }],
    ['8000-8010:9000-9010', { ...tcp, hostPort: '8000-8010', containerPort: '9000-9010' }],
    ['8000-8010:80', { ...tcp, hostPort: '8000-8010', containerPort: '80' }],
    ['8000-8010', { ...tcp, containerPort: '8000-8010' }],
    ['published=8080,target=80', { ...tcp, hostPort: '8080', containerPort: '80' }],
    ['target=80,protocol=udp,mode=host', { ...tcp, containerPort: '80', protocol: 'udp' }],
  ])('%s', (value, port) => {
    expect(readPort(value)).toEqual({ value: port });
  });

  it.each([
    ...['', ':', '80:', 'x', '80/icmp', '65536', '1:65536', '10-9', '1-2:1-3', '1-3:1-2', 'a:80:80', '256.1.1.1:80:80'],
    ...['1.2.3:80:80', '1.2.3.4.5:80:80', '01.2.3.4:80:80', 'localhost:80:80', 'published=1', 'target', '=80'],
  ])('%j is refused', (value) => {
    expect(readPort(value)).toEqual(wrong);
  });
});

describe('values', () => {
  it.each([
    [readBytes, '0', 0],
    [readBytes, '512', 512],
    [readBytes, '512m', 536_870_912],
    [readBytes, '512MiB', 536_870_912],
    [readBytes, '512 mb', 536_870_912],
    [readBytes, '1.5G', 1_610_612_736],
    [readBytes, '10b', 10],
    [readInteger, '-1', -1],
    [readInteger, '100', 100],
    [readCpus, '1.5', 1.5],
    [readCpus, '.5', 0.5],
    [readCpus, '2.', 2],
    [readCpus, '3/2', 1.5],
    [readCpus, '0', 0],
    [readUlimit, 'nofile=1024', { name: 'nofile', soft: 1024, hard: 1024 }],
    [readUlimit, 'nproc=10:20', { name: 'nproc', soft: 10, hard: 20 }],
    [readUlimit, 'core=0:-1', { name: 'core', soft: 0, hard: -1 }],
    [readSysctl, 'net.ipv4.ip_forward=1', { name: 'net.ipv4.ip_forward', value: '1' }],
    [readSysctl, 'kernel.sem=1 2=3', { name: 'kernel.sem', value: '1 2=3' }],
    [readDevice, '/dev/sda', { source: '/dev/sda', target: '/dev/sda', permissions: 'rwm' }],
    [readDevice, '/dev/../dev/sda:r', { source: '/dev/sda', target: '/dev/sda', permissions: 'r' }],
    [readDevice, '/dev/sda:/dev/xvda', { source: '/dev/sda', target: '/dev/xvda', permissions: 'rwm' }],
    [readDevice, '/dev/sda:/dev/x:mr', { source: '/dev/sda', target: '/dev/x', permissions: 'mr' }],
    [
      readDevice,
      'nvidia.com/gpu=all',
      { source: 'nvidia.com/gpu=all', target: 'nvidia.com/gpu=all', permissions: 'rwm' },
    ],
    [readDeviceRule, 'a *:* rwm', 'a *:* rwm'],
    [readDeviceRule, 'c 1:3 r', 'c 1:3 r'],
    [readRestart, 'always', { policy: 'always' }],
    [readRestart, 'on-failure:5', { policy: 'on-failure', retries: 5 }],
    [readRestart, 'on-failure', { policy: 'on-failure' }],
    [readRestart, '', { policy: 'no' }],
    [readTmpfs, '/run', { target: '/run', options: [] }],
    [readTmpfs, '/run/:rw,exec,size=64m', { target: '/run', options: ['rw', 'exec', 'size=64m'] }],
    [readEnvName, 'A=b=c', 'A'],
    [readEnvName, 'A', 'A'],
  ])('%o of %j', (read, text, value) => {
    expect(read(text)).toEqual({ value });
  });

  it.each([
    ...[
      [readBytes, ''],
      [readBytes, '-1'],
      [readBytes, 'x'],
      [readBytes, '1x'],
      [readBytes, '1mbb'],
      [readBytes, '1bb'],
    ],
    ...[
      [readInteger, ''],
      [readInteger, '1.5'],
      [readInteger, '1k'],
      [readCpus, 'x'],
      [readCpus, '1/0'],
    ],
    ...[
      [readCpus, '0.0000000001'],
      [readUlimit, 'nofile'],
      [readUlimit, 'as=1'],
      [readUlimit, 'nofile=2:1'],
    ],
    ...[
      [readUlimit, 'nofile=-1:1'],
      [readUlimit, 'nofile=1:2:3'],
      [readSysctl, 'kernel.msgmax'],
    ],
    ...[
      [readSysctl, 'vm.swappiness=1'],
      [readSysctl, 'kernel.core_pattern=x'],
      [readSysctl, '=1'],
      [readDevice, ''],
    ],
    ...[
      [readDevice, ':/dev/x'],
      [readDevice, '/dev/x:y'],
      [readDevice, '/dev/x:/dev/y:rr'],
      [readDevice, '/a:/b:r:w'],
    ],
    ...[
      [readDevice, 'dev/x'],
      [readDeviceRule, 'a'],
      [readDeviceRule, 'c 1:3 x'],
      [readDeviceRule, 'c 1:3 rwmr'],
    ],
    ...[
      [readRestart, 'sometimes'],
      [readRestart, 'always:3'],
      [readRestart, ':3'],
      [readRestart, 'on-failure:x'],
    ],
    ...[
      [readTmpfs, 'run'],
      [readTmpfs, '/'],
      [readTmpfs, ''],
      [readEnvName, ''],
      [readEnvName, '=x'],
    ],
  ] as const)('%o refuses %j', (read, text) => {
    expect(read(text)).toEqual(wrong);
  });
});
