import { describe, expect, it } from 'vitest';
import { demandsOf, strangeService } from '../../../src/policy/demands.ts';
import { aPolicy } from '../../builders/policy.ts';

const policy = aPolicy(
  'high',
  {},
  { observe: true, mustDeny: { '': ['mkdir'], web: ['kill', 'mkdir'], db: ['uname'] } },
);

describe('what the policy demands of a subject', () => {
  it.each([
    ['web', ['mkdir', 'kill']],
    ['db', ['mkdir', 'uname']],
    ['cache', ['mkdir']],
    [undefined, ['mkdir']],
    ['', ['mkdir']],
  ])('service %j: %j', (service, names) => {
    const { mustDeny, observe } = demandsOf(policy, service);
    expect(mustDeny.map(({ name }) => name)).toEqual(names);
    expect(observe).toBe(true);
  });

  it('says where a demand comes from', () => {
    expect(demandsOf(policy, 'db').mustDeny).toContainEqual({ name: 'uname', from: 'test' });
  });

  it.each([
    [['web', 'db'], undefined],
    [['web'], 'db'],
    [[], 'web'],
    [undefined, 'web'],
  ])('of the services %j it does not have %j', (services, name) => {
    expect(strangeService(policy, services)?.name).toBe(name);
  });

  it('demands without a service fit every run', () => {
    expect(strangeService(aPolicy('high', {}, { mustDeny: { '': ['mkdir'] } }), undefined)).toBeUndefined();
  });
});
