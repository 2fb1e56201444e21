using CommunityGrains.Domain;

namespace CommunityGrains.Registry.Queries;

/// <summary>What asks for somebody's work: records whose state says that a person is needed, in the places
/// that he answers for. Read from indexes of its own, so that it is cheap enough for a first page.</summary>
public interface IWorkList
{
    /// <summary>How much there is of each kind asked about, and the first of it.</summary>
    ValueTask<IReadOnlyList<WorkGroup>> WorkAsync(WorkQuery query, CancellationToken cancel = default);
}

/// <summary>Kinds of work that records ask for.</summary>
public enum WorkKind
{
    /// <summary>Claims to lead that are claimed, under review or contested; the oldest claim first.</summary>
    Reviews,

    /// <summary>Verifications that end soon; the soonest first.</summary>
    Expiring,

    /// <summary>Communities with possible duplicates nobody has decided on.</summary>
    Duplicates,

    /// <summary>Communities without a sign of life for long that were not asked yet; the most silent
    /// first.</summary>
    ToAsk,

    /// <summary>Communities that were asked and do not answer; the longest asked first.</summary>
    Unanswered,

    /// <summary>Communities that somebody proposed and nobody confirmed.</summary>
    Proposed,

    /// <summary>Initiatives under way of which nothing was recorded for long.</summary>
    Stuck,
}

/// <summary>Whose places are meant: records in any of the municipalities or of any of the
/// communities.</summary>
public sealed record WorkReach(ValueList<MunicipalityId> Municipalities, ValueList<CommunityId> Communities);

/// <summary><c>Today</c>: the day in the region. <c>Reach</c>: null for the whole region. <c>Cursor</c>: only
/// with one kind. <c>Limit</c>: of each kind, 1…200.</summary>
public sealed record WorkQuery(string Region, DateOnly Today)
{
    public ValueList<WorkKind> Kinds { get; init; } = [.. Enum.GetValues<WorkKind>()];

    public WorkReach? Reach { get; init; }

    public DueRules Rules { get; init; } = new();

    public string? Cursor { get; init; }

    public int Limit { get; init; } = 5;
}

/// <summary>The work of one kind. <c>Count</c>: of all there is, not of <c>Items</c> alone.</summary>
public sealed record WorkGroup(
    WorkKind Kind, int Count, IReadOnlyList<WorkItem> Items, string? Next, long Position);

/// <summary>One record that asks for work. <c>Day</c>: until when it is verified, when it was asked, since
/// when nothing was seen of it, or when it was entered; by its kind. One of the three is there.</summary>
public sealed record WorkItem(
    DateOnly Day, CommunityRow? Community = null, LeaderRow? Leader = null, InitiativeRow? Initiative = null);
