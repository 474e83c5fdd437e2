// Every way through the API, in the order the documentation shows them.
import {
  BeginTotp,
  ChangePassword,
  ListSessions,
  ReadMe,
  RenameMe,
  RenewRecoveryCodes,
  RevokeOtherSessions,
  RevokeSession,
  SavePreferences,
  SetTotp,
  StepUp,
} from './account.ts'
import { CheckRoad, ReadCommand } from './command.ts'
import type { AnyContract } from './contract.ts'
import { ReadHealth } from './health.ts'
import { ListJobs, StartJob } from './job.ts'
import { ReadOpenApi } from './openapi.ts'
import { ChangeRole, InvitePerson, ListPeople, RemovePerson, RevokeInvite, SignOutPerson } from './person.ts'
import { CheckSetup } from './setup.ts'

export const API: readonly AnyContract[] = [
  CheckSetup,
  ReadMe,
  RenameMe,
  SavePreferences,
  StepUp,
  ChangePassword,
  BeginTotp,
  SetTotp,
  RenewRecoveryCodes,
  ListSessions,
  RevokeSession,
  RevokeOtherSessions,
  ListPeople,
  InvitePerson,
  RevokeInvite,
  ChangeRole,
  RemovePerson,
  SignOutPerson,
  ReadHealth,
  ListJobs,
  StartJob,
  CheckRoad,
  ReadCommand,
  ReadOpenApi,
]
