import { describe, expect, it } from 'vitest';
import { addedGroups } from '../../../src/linux/added-groups.ts';

/** Seen on Docker 20.10.24 with these lines. */
const GROUP = 'root:x:0:\ndocker:x:999:app\n1000:x:0:\napp:x:1000:\n';

describe('added groups', () => {
  it.each<[string, readonly number[]]>([
    ['docker', [999]],
    ['999', [999]],
    ['1001', [1001]],
    ['1000', [0]],
    ['+5', [5]],
    ['05', [5]],
    ['0 docker 7', [0, 999, 7]],
    ['docker 999', [999]],
  ])('%j are %j', (names, gids) => {
    expect(addedGroups(names.split(' '), GROUP)).toEqual({ kind: 'added', gids });
  });

  it.each([
    ['nosuch', 'nosuch', '/etc/group of the image has no such group'],
    ['', '', '/etc/group of the image has no such group'],
    ['docker docker', 'docker', 'it is given twice'],
    ['999 docker', 'docker', 'it is given twice'],
    ['-1', '-1', 'it is outside 0–2147483647'],
    ['2147483648', '2147483648', 'it is outside 0–2147483647'],
  ])('%j is refused', (names, name, why) => {
    expect(addedGroups(names.split(' '), GROUP)).toEqual({ kind: 'refused', name, why });
  });

  it('of an image without /etc/group are numbers', () => {
    expect(addedGroups(['5'], undefined)).toEqual({ kind: 'added', gids: [5] });
    expect(addedGroups(['docker'], undefined)).toMatchObject({ kind: 'refused', why: 'the image has no /etc/group' });
  });

  it('of a file that the engine does not read are refused', () => {
    expect(addedGroups(['5'], `a:x:5:${'m'.repeat(2 ** 20)}`)).toMatchObject({ kind: 'refused', name: '5' });
  });
});
