import { describe, expect, it } from 'vitest';
import { isShellScript, type Started, whatStarts } from '../../../src/linux/start-command.ts';

const program = (...words: [string, ...string[]]): Started => ({ kind: 'program', words });
const script = (file: string): Started => ({ kind: 'script', file });
const text = (of: string): Started => ({ kind: 'text', text: of });

describe('what a command line starts', () => {
  it.each<[readonly string[], Started]>([
    [['/srv/app', '--port', '80'], program('/srv/app', '--port', '80')],
    [['docker-entrypoint.sh', 'postgres'], program('docker-entrypoint.sh', 'postgres')],
    [['tini', '--', '/entrypoint.sh'], program('/entrypoint.sh')],
    [['/sbin/tini', '-g', '-e', '143', '--', 'gosu', 'app', 'x'], program('gosu', 'app', 'x')],
    [['dumb-init', '--rewrite', '15:3', '--', 'a'], program('a')],
    [['/usr/bin/env', '-i', '-u', 'HOME', 'A=b', 'c'], program('c')],
    [['exec', '-a', 'name', 'a'], program('a')],
    [['nice', '-n', '5', 'nohup', 'a'], program('a')],
    [['/bin/sh', '-c', 'exec a'], text('exec a')],
    [['/bin/bash', '-o', 'pipefail', '-ec', 'exec a', 'x'], text('exec a')],
    [['/bin/sh', '/entrypoint.sh', 'x'], script('/entrypoint.sh')],
    [['bash', '-eu', '--', 'entry.sh'], script('entry.sh')],
    [['tini', '--', '/usr/bin/env', 'bash', '/e.sh'], script('/e.sh')],
    [['busybox', 'sh', '/e.sh'], script('/e.sh')],
    [['node', 'sh', '-c'], program('node', 'sh', '-c')],
    [['/bin/sh'], { kind: 'nothing' }],
    [['bash', '-c'], { kind: 'nothing' }],
    [['tini', '--'], { kind: 'nothing' }],
    [[''], { kind: 'nothing' }],
    [[], { kind: 'nothing' }],
  ])('%j', (words, expected) => {
    expect(whatStarts(words)).toEqual(expected);
  });

  it('in a time that does not run away', () => {
    expect(whatStarts(Array.from({ length: 20_000 }, () => 'env'))).toEqual({ kind: 'nothing' });
  });
});

describe('a script for a shell', () => {
  it.each([
    ['#!/bin/sh\n', true],
    ['#! /bin/bash -e\nx', true],
    ['#!/usr/bin/env bash\n', true],
    ['#!/usr/bin/env -S bash -eu\n', true],
    ['#!/usr/bin/with-contenv bash\n', true],
    ['#!/usr/bin/dumb-init /bin/sh\n', true],
    ['#!/bin/ash', true],
    ['#!/usr/bin/env python3\n', false],
    ['#!/usr/bin/perl\n# sh\n', false],
    ['#!/bin/shell-like\n', false],
    ['\n#!/bin/sh\n', false],
    ['exec gosu a b\n', false],
    ['', false],
  ])('%j: %s', (file, expected) => {
    expect(isShellScript(file)).toBe(expected);
  });
});
