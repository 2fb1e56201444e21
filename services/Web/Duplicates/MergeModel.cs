using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Entries;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Duplicates;

/// <summary>One field of two records, in words. <c>Field</c>: null where it cannot be taken over.</summary>
public sealed record MergeRow(RegisterField? Field, string Name, string? Left, string? Right)
{
    public bool Differs => Left != Right;

    /// <summary>Whether only one of them says something: then that is what one would want to keep.</summary>
    public bool HasGap => Left is null != (Right is null);
}

/// <summary>Two records side by side. <c>Survivor</c>: which is to stay. <c>Taken</c>: fields whose values
/// are taken over from the one that goes.</summary>
public sealed record MergeModel(
    CommunityDetails Left, CommunityDetails Right, IReadOnlyList<MergeRow> Rows, Likeness Likeness)
{
    public CommunityId Survivor { get; init; }

    public IReadOnlySet<string> Taken { get; init; } = new HashSet<string>();

    public string? Reason { get; init; }

    public string? DismissReason { get; init; }

    public IReadOnlyDictionary<string, string> Problems { get; init; } = new Dictionary<string, string>();

    public IEnumerable<CommunityDetails> Both => [Left, Right];

    /// <summary>Why a record cannot be the one that goes; null when it can.</summary>
    public static string? MustStay(CommunityDetails record, Texts texts) =>
        record.Absorbed.Count > 0 ? texts.Duplicates.HasAbsorbed : null;

    /// <summary>Why a record cannot be the one that stays; null when it can.</summary>
    public static string? CannotStay(CommunityDetails record, Texts texts) =>
        record.Row.Status == CommunityStatus.Proposed ? texts.Duplicates.NotRegistered : null;

    /// <summary>The record that would rather stay: the one that must, else the one in the register, else the
    /// one with more on it, else the one entered first.</summary>
    public static CommunityId Better(CommunityDetails left, CommunityDetails right) => new[] { left, right }
        .OrderByDescending(record => record.Absorbed.Count > 0)
        .ThenByDescending(record => record.Row.Status != CommunityStatus.Proposed)
        .ThenByDescending(record => record.Leaders.Count + record.Initiatives.Count)
        .ThenByDescending(record => EntryFields.Of(record.Row.Entry).Count(field => field.Value is not null))
        .ThenBy(record => record.Row.Entry.EnteredOn ?? DateOnly.MaxValue)
        .First().Row.Id;

    public static IReadOnlyList<MergeRow> RowsOf(
        CommunityDetails left, CommunityDetails right, bool forOffice, Words words)
    {
        var names = new Dictionary<Guid, string>
        {
            [left.Row.Entry.Municipality.Value] = left.Row.MunicipalityName,
            [right.Row.Entry.Municipality.Value] = right.Row.MunicipalityName,
        };
        var fields = EntryFields.Groups.SelectMany(group => group.Fields)
            .Where(field => forOffice || !EntryFields.ForOffice.Contains(field))
            .Select(field => new MergeRow(
                field, words.Texts.Names.Fields[field], Value(left, field), Value(right, field)));
        var elements = Enum.GetValues<InfrastructureElement>().Select(element => new MergeRow(
            null, words.Texts.Names.Elements[element], Text(left, element), Text(right, element)));
        return
        [
            .. fields.Concat(elements)
                .Append(new MergeRow(
                    null, words.Texts.Community.Leaders, Leaders(left), Leaders(right)))
                .Append(new MergeRow(
                    null, words.Texts.Community.Initiatives, Initiatives(left), Initiatives(right)))
                .Where(row => row.Left is not null || row.Right is not null),
        ];

        string? Value(CommunityDetails record, RegisterField field) =>
            RegisterFields.Read(record.Row.Entry, field) is { } text ? words.Value(field, text, names) : null;

        static string? Text(CommunityDetails record, InfrastructureElement element) =>
            record.Infrastructure.FirstOrDefault(text => text.Element == element)?.Text;

        string? Leaders(CommunityDetails record) => record.Leaders.Count == 0 ? null : string.Join(
            ", ", record.Leaders.Select(leader =>
                $"{Words.PublicName(leader.Person.Name)} ({words.Texts.Names.Standings[leader.Standing]})"));

        static string? Initiatives(CommunityDetails record) => record.Initiatives.Count == 0
            ? null
            : string.Join(", ", record.Initiatives.Select(initiative => initiative.Title));
    }
}
