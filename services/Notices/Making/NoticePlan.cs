using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Notices.Making;

/// <summary>Whom an event concerns.</summary>
public abstract record Audience
{
    /// <summary>Staff in whose places the record is.</summary>
    public sealed record StaffOfTheRecord : Audience;

    /// <summary>Whom a claim is about, and who raised it.</summary>
    public sealed record TheClaimants : Audience;

    /// <summary>Who leads the community, and its head in the register.</summary>
    public sealed record TheCommunity : Audience;

    /// <summary>Who leads the initiative or one of its communities, and staff in whose places it is.
    /// </summary>
    public sealed record WhoAnswersForIt : Audience;

    /// <summary>The owner of the account that a grant is given to, unless he knows of it: it came with an
    /// invitation that he accepted.</summary>
    public sealed record TheGrantee(EntryId Grant) : Audience;

    /// <summary>Whoever follows a list in which the community of the record is.</summary>
    public sealed record Followers : Audience;

    private Audience() { }
}

/// <summary>What an event is to people. <c>About</c>: see <see cref="Notice"/>.</summary>
public sealed record Told(NoticeKind Kind, Audience Audience, string About = "");

/// <summary>Which events people are told of. Pure. Rows of an office's list (those with a source) are told by
/// the import that brought them, not one by one to everybody who might review them.</summary>
public static class NoticePlan
{
    private static readonly Audience Staff = new Audience.StaffOfTheRecord();
    private static readonly Audience Claimants = new Audience.TheClaimants();
    private static readonly Audience Followers = new Audience.Followers();

    public static IEnumerable<Told> Of(object happened) => happened switch
    {
        LeaderEvent.Claimed { Source: null } => [new(NoticeKind.ReviewDue, Staff)],
        LeaderEvent.Disputed => [new(NoticeKind.ReviewDue, Staff)],
        LeaderEvent.Verified e =>
            [new(NoticeKind.ClaimDecided, Claimants, Dates.Of(e.Until)), new(NoticeKind.News, Followers)],
        LeaderEvent.Refused or LeaderEvent.Revoked or LeaderEvent.DisputeDismissed or LeaderEvent.Expired =>
            [new(NoticeKind.ClaimDecided, Claimants)],
        CommunityEvent.AskedIfTrue e =>
            [new(NoticeKind.Question, new Audience.TheCommunity(), Dates.Of(e.On))],
        InitiativeEvent.AskedWhatHoldsItUp e =>
            [new(NoticeKind.Standstill, new Audience.WhoAnswersForIt(), Dates.Of(e.NothingSince))],
        CommunityEvent.Registered or CommunityEvent.RegistrationConfirmed =>
            [new(NoticeKind.News, Followers)],
        InitiativeEvent.Proposed or InitiativeEvent.Finished => [new(NoticeKind.News, Followers)],
        AccountEvent.Granted e =>
            [new(NoticeKind.RoleGiven, new Audience.TheGrantee(e.Id), KebabCase.Of(e.Role))],
        _ => [],
    };
}

/// <summary>Days as notices keep them.</summary>
public static class Dates
{
    private const string Format = "yyyy-MM-dd";

    public static string Of(DateOnly day) =>
        day.ToString(Format, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The day; null when the text is none.</summary>
    public static DateOnly? Read(string text) => DateOnly.TryParseExact(
        text, Format, System.Globalization.CultureInfo.InvariantCulture,
        System.Globalization.DateTimeStyles.None, out var day) ? day : null;
}
