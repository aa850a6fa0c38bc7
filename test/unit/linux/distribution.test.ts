import { describe, expect, it } from 'vitest';
import { distributionOf } from '../../../src/linux/distribution.ts';
import { OS_RELEASE } from '../../builders/image-accounts.ts';

describe('the distribution of an image', () => {
  it.each([
    ['Alpine', OS_RELEASE.alpine, 'alpine', 'alpine'],
    ['Debian', OS_RELEASE.debian, 'debian', 'debian'],
    ['Rocky', OS_RELEASE.redhat, 'redhat', 'rocky'],
    ['distroless, although it says debian', OS_RELEASE.distroless, 'none', 'debian'],
    ['Ubuntu', 'ID=ubuntu\nID_LIKE=debian\n', 'debian', 'ubuntu'],
    ['a relative of Debian', 'ID=pop\nID_LIKE="ubuntu debian"\n', 'debian', 'pop'],
    ['Amazon Linux', 'ID="amzn"\nID_LIKE="fedora"\n', 'redhat', 'amzn'],
    ['openSUSE', 'ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', 'suse', 'opensuse-leap'],
    ['SUSE by ID_LIKE', 'ID="sle-micro"\nID_LIKE="suse"\n', 'suse', 'sle-micro'],
    ['Wolfi', 'ID=wolfi\nNAME="Wolfi"\n', 'alpine', 'wolfi'],
    ['Arch, which the gate does not know', 'ID=arch\n', 'other', 'arch'],
    ['ID before ID_LIKE', 'ID_LIKE=alpine\nID=debian\n', 'debian', 'debian'],
    ['single quotes', "ID='alpine'\n", 'alpine', 'alpine'],
    ['a carriage return', 'ID=alpine\r\n', 'alpine', 'alpine'],
    ['capital letters', 'ID=Alpine\n', 'alpine', 'alpine'],
    ['a comment', '#ID=alpine\nID=debian\n', 'debian', 'debian'],
    ['the later of two', 'ID=alpine\nID=debian\n', 'debian', 'debian'],
    ['no end of line', 'ID=alpine', 'alpine', 'alpine'],
    ['an escaped quote', 'PRETTY_NAME="a \\"b\\""\nID=alpine\n', 'alpine', 'alpine'],
    ['hostile text as ID', 'ID="$(reboot)"\n', 'other', undefined],
    ['nothing in it', '', 'other', undefined],
    ['a quote that does not end', 'ID="alpine\n', 'other', undefined],
  ])('%s', (_, text, family, id) => {
    expect(distributionOf(text)).toEqual({ family, ...(id === undefined ? {} : { id }) });
  });

  it('is none without os-release', () => {
    expect(distributionOf(undefined)).toEqual({ family: 'none' });
  });

  it('is found in linear time', () => {
    const start = performance.now();
    distributionOf(`ID_LIKE="${' a'.repeat(500_000)}"\n${' '.repeat(1_000_000)}\n${'A'.repeat(1_000_000)}`);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
