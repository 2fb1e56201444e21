using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Domain.People;
using CommunityGrains.Domain.Suggestions;

namespace CommunityGrains.Access.Rights;

/// <summary>
/// The table of rights: a row for every command, operation, page and personal field. A test walks all there
/// are and fails on one that has no row; the program denies it.
/// </summary>
public static partial class RightsTable
{
    /// <summary>Everybody, signed in or not.</summary>
    private static readonly Role[] Public = [Role.Visitor];

    /// <summary>No request; the program asks it by itself.</summary>
    private static readonly Role[] Nobody = [];

    private static readonly Role[] Centre = [Role.CentreAdministrator];

    /// <summary>Who answers for the register, each within his scope.</summary>
    private static readonly Role[] Staff = [Role.Manager, Role.Coordinator, Role.CentreAdministrator];

    /// <summary>Also who leads the communities that it is about.</summary>
    private static readonly Role[] Keepers = [Role.Leader, .. Staff];

    private static readonly Role[] StaffAndPartners = [.. Staff, Role.Partner];

    public static readonly IReadOnlyList<RightsRow> Rows =
        [.. Communities(), .. Municipalities(), .. Leaders(), .. Initiatives(), .. Accounts(), .. People(),
            .. Suggestions(), .. Operations(), .. Pages(), .. Fields()];

    private static RightsRow[] Communities() =>
    [
        Do<CommunityCommand.Propose>(Staff),
        Do<CommunityCommand.Register>(Staff),
        Do<CommunityCommand.ConfirmRegistration>(Staff),
        Do<CommunityCommand.Reject>(Staff),
        Do<CommunityCommand.StateByRegister>(Staff),
        Do<CommunityCommand.Correct>(Keepers),
        // The register's word is the office's, not the one's whom it names.
        Do<CommunityCommand.NameHead>(Staff),
        Do<CommunityCommand.RemoveHead>(Staff),
        Do<CommunityCommand.DrawBoundary>(Keepers),
        Do<CommunityCommand.DescribeInfrastructure>(Keepers),
        Do<CommunityCommand.AskIfTrue>(Staff),
        Do<CommunityCommand.ConfirmStillTrue>(Keepers),
        Do<CommunityCommand.NoteLifeSign>(Keepers),
        Do<CommunityCommand.CountAsDormant>(Staff),
        Do<CommunityCommand.Close>(Staff),
        Do<CommunityCommand.Reopen>(Staff),
        Do<CommunityCommand.SuggestDuplicate>(Staff),
        Do<CommunityCommand.DismissDuplicate>(Staff),
        Do<CommunityCommand.Absorb>(Staff),
        Do<CommunityCommand.MergeInto>(Nobody),
        Do<CommunityCommand.UndoMerge>(Staff),
        Do<CommunityCommand.Release>(Nobody),
    ];

    private static RightsRow[] Municipalities() =>
    [
        Do<MunicipalityCommand.List>(Centre),
        Do<MunicipalityCommand.Rename>(Centre),
        Do<MunicipalityCommand.GiveCode>(Centre),
        Do<MunicipalityCommand.SetBoundary>(Centre),
        Do<MunicipalityCommand.MergeInto>(Centre),
    ];

    private static RightsRow[] Leaders() =>
    [
        // Whoever has an account may say of himself that he leads: a claim gives no right to the community.
        Do<LeaderCommand.Claim>(Keepers, self: true),
        Do<LeaderCommand.GiveEvidence>(Keepers, self: true),
        // What speaks against somebody is not his to take away.
        Do<LeaderCommand.WithdrawEvidence>(Staff),
        Do<LeaderCommand.StartReview>(Staff),
        Do<LeaderCommand.Verify>(Staff),
        Do<LeaderCommand.Refuse>(Staff),
        Do<LeaderCommand.Dispute>(Keepers),
        Do<LeaderCommand.DismissDispute>(Staff),
        Do<LeaderCommand.Revoke>(Staff),
        Do<LeaderCommand.Expire>(Staff),
        Do<LeaderCommand.Rename>(Staff),
        Do<LeaderCommand.MoveTo>(Staff),
        Do<LeaderCommand.ChangeRole>(Staff),
        Do<LeaderCommand.ChangeContact>(Staff, self: true),
        Do<LeaderCommand.StepDown>(Staff, self: true),
    ];

    private static RightsRow[] Initiatives() =>
    [
        Do<InitiativeCommand.Propose>(Keepers),
        Do<InitiativeCommand.Retitle>(Keepers),
        Do<InitiativeCommand.StateProblem>(Keepers),
        Do<InitiativeCommand.SetGoal>(Keepers),
        Do<InitiativeCommand.MakePlan>(Keepers),
        Do<InitiativeCommand.DescribeTeam>(Keepers),
        Do<InitiativeCommand.SetBudget>(Keepers),
        Do<InitiativeCommand.EnterStage>(Keepers),
        Do<InitiativeCommand.RecordWork>(Keepers),
        Do<InitiativeCommand.Support>(Keepers),
        Do<InitiativeCommand.WithdrawSupport>(Keepers),
        Do<InitiativeCommand.LogHours>(Keepers),
        Do<InitiativeCommand.ReceiveContribution>(Keepers),
        Do<InitiativeCommand.StrikeEntry>(Keepers),
        Do<InitiativeCommand.RecordOutcome>(Keepers),
        Do<InitiativeCommand.NoteAfterEffects>(Keepers),
        Do<InitiativeCommand.Finish>(Keepers),
        Do<InitiativeCommand.Pause>(Keepers),
        Do<InitiativeCommand.Resume>(Keepers),
        Do<InitiativeCommand.Drop>(Keepers),
        Do<InitiativeCommand.AskWhatHoldsItUp>(Nobody),
        Do<InitiativeCommand.TakeOver>(Keepers),
        Do<InitiativeCommand.JoinCommunity>(Keepers),
        Do<InitiativeCommand.LeaveCommunity>(Keepers),
    ];

    private static RightsRow[] Accounts() =>
    [
        Do<AccountCommand.Open>(Nobody),
        Do<AccountCommand.Grant>(Centre),
        Do<AccountCommand.RevokeGrant>(Centre),
        Do<AccountCommand.Close>(Centre),
    ];

    private static RightsRow[] People() =>
    [
        Do<PersonCommand.GiveConsent>(Staff, self: true),
        Do<PersonCommand.WithdrawConsent>(Staff, self: true),
        Do<PersonCommand.StateBirthDate>(Staff, self: true),
        Do<PersonCommand.StateAddress>(Staff, self: true),
        Do<PersonCommand.StateDocuments>(Centre, self: true),
        // Asked by erasing alone, which does more.
        Do<PersonCommand.Erase>(Nobody),
    ];

    // The only commands of whoever is not signed in. They come by forms alone: see AskedByForm.
    private static RightsRow[] Suggestions() =>
    [
        Do<SuggestionCommand.SuggestCorrection>(Public),
        Do<SuggestionCommand.SayNoLongerTrue>(Public),
        Do<SuggestionCommand.TellOfMissing>(Public),
        Do<SuggestionCommand.AcceptByCorrecting>(Staff),
        Do<SuggestionCommand.AcceptByAsking>(Staff),
        Do<SuggestionCommand.AcceptByProposing>(Staff),
        Do<SuggestionCommand.AcceptByNoting>(Staff),
        Do<SuggestionCommand.Decline>(Staff),
        Do<SuggestionCommand.CountAsOutdated>(Staff),
        Do<SuggestionCommand.Reopen>(Nobody),
    ];

    // What everybody may read is without personal data, which has rows of its own.
    private static RightsRow[] Operations() =>
    [
        Ask("communities.list", Public),
        Ask("communities.facets", Public),
        Ask("communities.geojson", Public),
        Ask("communities.get", Public),
        Ask("communities.history", Public),
        Ask("municipalities.list", Public),
        Ask("municipalities.geojson", Public),
        Ask("municipalities.get", Public),
        Ask("municipalities.history", Public),
        Ask("leaders.list", Public),
        Ask("leaders.get", Public),
        Ask("leaders.history", Public),
        Ask("initiatives.list", Public),
        Ask("initiatives.get", Public),
        Ask("initiatives.history", Public),
        Ask("communities.export", StaffAndPartners),
        Ask("municipalities.export", StaffAndPartners),
        Ask("initiatives.export", StaffAndPartners),
        Ask("leaders.export", Staff),
        Ask("imports.send", Staff),
        Ask("commands.get", Keepers),
        Ask("accounts.get", Centre),
        Ask("people.find", Staff),
        Ask("people.get", Staff, self: true),
        Ask("people.erase", Centre),
        Ask("people.data", Centre, self: true),
        Ask("suggestions.list", Staff),
        Ask("suggestions.get", Staff),
    ];

    private static RightsRow[] Fields() =>
    [
        Read(PersonalField.Name, Keepers),
        Read(PersonalField.Email, Keepers),
        Read(PersonalField.Phone, Keepers),
        Read(PersonalField.BirthDate, Staff),
        Read(PersonalField.Address, Staff),
        Read(PersonalField.Document, Centre),
        Read(PersonalField.Told, Staff),
        Read(PersonalField.ActingAccount, Staff),
    ];

    private static RightsRow Do<T>(Role[] roles, bool self = false) where T : Command =>
        new(What.Do<T>(), [.. roles], self);

    private static RightsRow Ask(string operation, Role[] roles, bool self = false) =>
        new(new What.Operation(operation), [.. roles], self);

    // A page about oneself is everybody's who is signed in.
    private static RightsRow See(string pattern, Role[] roles, bool self = false) =>
        new(new What.Page(pattern), [.. roles], self);

    // Everybody may read what is kept of himself.
    private static RightsRow Read(PersonalField field, Role[] roles) =>
        new(new What.Field(field), [.. roles], Self: true);
}
