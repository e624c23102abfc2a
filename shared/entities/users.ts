import {
  boolean,
  choice,
  instant,
  integer,
  reference,
  secret,
  text,
  textList,
  url,
} from '../schema/fields.ts';
import { defineEntity } from '../schema/entity.ts';

export const users = defineEntity({
  name: 'users',
  label: { one: 'User', many: 'Users' },
  description: 'People who sign in: clients who ask for calls, experts, and staff.',
  section: 'People',
  letter: 'U',
  title: { fields: [], via: ['profile_id'] },
  fields: {
    profile_id: reference('profiles', 'Profile', 'Person', { listed: true, width: 200 }),
    expert_state: choice('Expert state', 'Person', {
      listed: true,
      options: ['lead', 'onboarding', 'active', 'paused', 'do not contact'],
    }),
    billing_account: text('Billing account', 'Person', { listed: true }),
    linkedin_id: text('LinkedIn id', 'Person'),
    available_self_service: boolean('Bookable without a recruiter', 'Person', { width: 140 }),
    agreements: textList('Agreements', 'Compliance', {
      separator: 'line',
      help: 'What the person has signed, one a line.',
    }),
    background_check: boolean('Background check passed', 'Compliance', {
      listed: true,
      width: 150,
    }),
    compliance_completed_at: instant('Compliance completed', 'Compliance', { listed: true }),
    signup_type: choice('Signed up as', 'Signing up', {
      listed: true,
      options: ['client', 'expert', 'staff'],
    }),
    signup_subdomain: text('Signed up at subdomain', 'Signing up'),
    profile_autofill: boolean('Profile filled automatically', 'Signing up', { width: 140 }),
    created_at: instant('Created', 'Signing up', { listed: true }),
    referrer: reference('users', 'Referred by', 'Signing up', { listed: true }),
    sourcer: text('Sourcer', 'Signing up', { listed: true }),
    referrer_request: reference('expert_requests', 'Referred for request', 'Signing up', {
      width: 220,
    }),
    campaign: text('Campaign', 'Signing up'),
    landing_url: url('Landing page', 'Signing up'),
    password_updated_at: instant('Password changed', 'Signing in'),
    last_login_at: instant('Last signed in', 'Signing in', { listed: true }),
    login_attempts: integer('Sign-in attempts', 'Signing in'),
    login_attempt_at: instant('Last sign-in attempt', 'Signing in'),
    reset_password_token_hash: secret('Password reset token (hash)', 'Signing in'),
    deleted: boolean('In the trash', 'Record'),
  },
  ownTrash: false,
  paths: [
    { name: 'users by creation, trash apart', fields: ['deleted', 'created_at'] },
    { name: 'users of a profile', fields: ['profile_id'] },
    { name: 'users referred by a user', fields: ['referrer'] },
  ],
});
