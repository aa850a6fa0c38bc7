import { expect, test } from 'vitest';
import { gateContainerName, gateTag, parseGateContainerName, parseGateTag } from '../../../src/model/gate-tag.ts';
import { parseImageReference } from '../../../src/model/image-reference.ts';

const NOON = new Date('2026-11-24T12:00:01.500Z');

test('a gate tag says when it was made, in UTC, and is a valid reference', () => {
  const tag = gateTag(NOON, '0123456789abcdef');
  expect(tag).toBe('docker-security-gate.local/build:20261124T120001-0123456789abcdef');
  expect(parseGateTag(tag)).toEqual({ madeAt: new Date('2026-11-24T12:00:01Z'), random: '0123456789abcdef' });
  expect(parseImageReference(tag)?.registry).toBe('docker-security-gate.local');
});

test('a gate container name is read back', () => {
  const name = gateContainerName(NOON, 'abcdef01');
  expect(name).toBe('docker-security-gate-20261124T120001-abcdef01');
  expect(parseGateContainerName(name)).toEqual({ madeAt: new Date('2026-11-24T12:00:01Z'), random: 'abcdef01' });
});

test.each([
  'alpine',
  'docker-security-gate.local/build',
  'docker-security-gate.local/build:latest',
  'docker-security-gate.local/build:20269924T120001-abcdef01',
  'docker-security-gate.local/build:20261124T250001-abcdef01',
  'docker-security-gate.local/build:20261124T120001-XYZ',
  'docker-security-gate.local/build:20261124T120001-abcdef01 x',
  'evil/docker-security-gate.local/build:20261124T120001-abcdef01',
  'docker-security-gate.local/build2:20261124T120001-abcdef01',
])('what the gate did not name is not its own: %s', (text) => {
  expect(parseGateTag(text)).toBeUndefined();
  expect(parseGateContainerName(text)).toBeUndefined();
});

test('a random part that is not hex is a mistake of ours', () => {
  expect(() => gateTag(NOON, 'not hex')).toThrow('not a gate stamp');
});
