using CommunityGrains.Domain;

namespace CommunityGrains.Notices;

/// <summary>What people are told of; each may be told in another way.</summary>
public enum NoticeKind
{
    /// <summary>A claim in one's places waits to be decided on.</summary>
    ReviewDue,

    /// <summary>A claim of one's own, or one that he raised, was decided on.</summary>
    ClaimDecided,

    /// <summary>A community that one leads is asked whether its entry is still true.</summary>
    Question,

    /// <summary>An initiative that one answers for stands still and is asked what holds it up.</summary>
    Standstill,

    /// <summary>A verification is about to end.</summary>
    ExpiringSoon,

    /// <summary>A file that one sent was taken in, or could not be.</summary>
    ImportFinished,

    /// <summary>One was given a role.</summary>
    RoleGiven,

    /// <summary>Something is new in a list that one follows.</summary>
    News,
}

/// <summary>Where somebody is told of a kind.</summary>
public enum Channel
{
    Neither,
    Site,
    SiteAndMail,
}

/// <summary>How often letters come of a list that one follows.</summary>
public enum Rhythm
{
    AtOnce,
    Daily,
}

/// <summary>One notice as it is kept. <c>What</c>: the name of the event, or of what else happened.
/// <c>Category</c> and <c>Subject</c>: the record it is about. <c>About</c>: a date, a number or a code,
/// never a datum of a person. <c>Occasion</c>: what makes it one, for its account.</summary>
public sealed record Notice(
    Guid Id, AccountId Account, string Region, string Occasion, NoticeKind Kind, string What, string Category,
    Guid Subject, string About, Guid? Subscription, DateTimeOffset MadeAt, bool IsRead);

/// <summary>A notice to be made, before it is known in which way its reader wants it.</summary>
public sealed record NewNotice(
    AccountId Account, string Region, string Occasion, NoticeKind Kind, string What, string Category,
    Guid Subject, string About = "")
{
    public Guid? Subscription { get; init; }

    /// <summary>Of a list that is followed: how often its letters come.</summary>
    public Rhythm Rhythm { get; init; }
}

/// <summary>A letter for somebody whom the register names and who has no account: the question whether an
/// entry is still true.</summary>
public sealed record NewLetter(
    string Region, string Occasion, PersonId Person, string Category, Guid Subject, string About);

/// <summary>Names of what happens outside the log; notices keep them.</summary>
public static class Happenings
{
    public const string VerificationEnds = "verification-ends";

    public const string ImportFinished = "import-finished", ImportFailed = "import-failed";

    /// <summary>So much is new at once that it is told as a number.</summary>
    public const string Many = "many";
}
