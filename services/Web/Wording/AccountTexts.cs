using System.Collections.Immutable;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain.Access;

namespace CommunityGrains.Web.Wording;

/// <summary>Signing in, and what somebody keeps of his own account.</summary>
public sealed partial record AccountTexts
{
    public required FrameWords Frame { get; init; }

    public required SignInWords SignIn { get; init; }

    /// <summary>Of a form whose session was over.</summary>
    public required KeptWords Kept { get; init; }

    public required InvitationWords Invitation { get; init; }

    public required OwnWords Own { get; init; }

    public required FactorWords Factor { get; init; }

    public required TokenWords Tokens { get; init; }

    public required GrantWords Grants { get; init; }

    public required ProblemWords Problems { get; init; }

    public required ImmutableDictionary<Role, string> Roles { get; init; }

    /// <summary>What happened to an account, in a word or two.</summary>
    public required ImmutableDictionary<SecurityEvent, string> Events { get; init; }

    public sealed record FrameWords(
        string SignIn, string SignOut, string Account, string Invite, string Accounts);

    public sealed record KeptWords(string Title, string Lead, string Send, string Leave, string SignIn);

    public sealed record SignInWords(
        string Title,
        string Lead,
        string Login,
        string Password,
        string Submit,
        string NoAccount,
        string CodeTitle,
        string CodeLead,
        string Code,
        string CodeSubmit,
        string Again,
        string SignedOut);

    public sealed record InvitationWords(
        string FirstTitle,
        string FirstLead,
        string Title,
        string Lead,
        string Role,
        string Accept,
        string AcceptSignedIn,
        string GoneTitle,
        string GoneLead,
        string MakeTitle,
        string MakeLead,
        string Login,
        string Place,
        string WholeRegion,
        string Communities,
        string CommunitiesHint,
        string Submit,
        string MadeTitle,
        Func<string, string> MadeLead,
        string Link,
        string HasAccount,
        string ForPerson,
        string OnRecord);

    public sealed record OwnWords(
        string Title,
        string Login,
        string Roles,
        string NoRoles,
        string PasswordTitle,
        string Present,
        string Next,
        string Rule,
        string Change,
        string Changed,
        string SessionsTitle,
        string This,
        string Began,
        string Seen,
        string UnknownBrowser,
        string EndOthers,
        string OthersEnded,
        string EventsTitle,
        string EventsLead,
        string ExternalTitle,
        string ExternalLead,
        string ExternalTied,
        string ExternalToken,
        string Tie,
        string Untie);

    public sealed record FactorWords(
        string Title,
        string Off,
        string On,
        string TurnOn,
        string TurnOff,
        string PrepareTitle,
        string PrepareLead,
        string Picture,
        string Secret,
        string Address,
        string Code,
        string Confirm,
        string CodesTitle,
        string CodesLead,
        Func<int, string> CodesLeft,
        string Done,
        string TurnedOff);

    public sealed record TokenWords(
        string Title,
        string Lead,
        string Name,
        string Days,
        Func<int, string> DaysOf,
        string Limits,
        string ReadOnly,
        string AllRoles,
        string Make,
        string MadeTitle,
        string MadeLead,
        string Token,
        string Ends,
        string Used,
        string Never,
        string Revoke,
        Func<string, string> RevokeOne,
        string Revoked,
        string Back);

    public sealed record GrantWords(
        string Title,
        string Lead,
        string Empty,
        string Account,
        string Roles,
        string NoRoles,
        string NoLogin,
        string Closed,
        string StandingTitle,
        string EarlierTitle,
        Func<string, string> By,
        string Reason,
        string Revoke,
        Func<string, string> RevokeOne,
        string GiveTitle,
        string Give,
        string CloseTitle,
        string CloseLead,
        string Close,
        string Given,
        string Revoked,
        string ClosedNow,
        string Own);

    public sealed record ProblemWords(
        string Refused,
        string CodeRefused,
        Func<int, string> Wait,
        string CodeLate,
        string WrongPassword,
        string LoginUnfit,
        string HasAccount,
        string AnotherPerson,
        string ScopeUnfit,
        string CommunityUnknown,
        string NameUnfit,
        string TooMany,
        string TokenUnfit,
        string FormTitle,
        string FormLead,
        string FormAgain,
        string NotSecureTitle,
        string NotSecureLead,
        ImmutableDictionary<PersonObjection, string> Person,
        ImmutableDictionary<PasswordObjection, string> Password);
}
