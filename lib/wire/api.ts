// Every way through the API, in the order the documentation shows them.
import {
  AddPasskey,
  BeginPasskey,
  BeginTotp,
  ChangePassword,
  ListPasskeys,
  ListSessions,
  ReadMe,
  RemovePasskey,
  RenameMe,
  RenewRecoveryCodes,
  RevokeOtherSessions,
  RevokeSession,
  SavePreferences,
  SetTotp,
  StepUp,
  StepUpWithPasskey,
} from './account.ts'
import { ExportAudit, ListAudit } from './audit.ts'
import { CheckRoad, ReadCommand } from './command.ts'
import type { AnyContract } from './contract.ts'
import { BeginPasskeySignIn, JoinDesk, ReadLink, ResetPassword, SignIn, SignInWithPasskey } from './entry.ts'
import { ReadHealth } from './health.ts'
import { ListJobs, StartJob } from './job.ts'
import { ReadOpenApi } from './openapi.ts'
import { ChangeRole, InvitePerson, ListPeople, RemovePerson, RevokeInvite, SignOutPerson } from './person.ts'
import { CreateToken, ListTokens, RevokeToken } from './token.ts'

export const API: readonly AnyContract[] = [
  SignIn,
  BeginPasskeySignIn,
  SignInWithPasskey,
  ReadLink,
  JoinDesk,
  ResetPassword,
  ReadMe,
  RenameMe,
  SavePreferences,
  StepUp,
  StepUpWithPasskey,
  ChangePassword,
  BeginTotp,
  SetTotp,
  RenewRecoveryCodes,
  ListPasskeys,
  BeginPasskey,
  AddPasskey,
  RemovePasskey,
  ListSessions,
  RevokeSession,
  RevokeOtherSessions,
  ListPeople,
  InvitePerson,
  RevokeInvite,
  ChangeRole,
  RemovePerson,
  SignOutPerson,
  ListAudit,
  ExportAudit,
  ListTokens,
  CreateToken,
  RevokeToken,
  ReadHealth,
  ListJobs,
  StartJob,
  CheckRoad,
  ReadCommand,
  ReadOpenApi,
]
