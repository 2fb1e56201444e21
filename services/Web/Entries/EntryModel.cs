using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Histories;

namespace CommunityGrains.Web.Entries;

/// <summary>The form of an entry, new or on record. <c>Values</c>: what stands in its fields.
/// <c>Problems</c>: what is wrong, by field; under "" what no field is to blame for.</summary>
public sealed record EntryModel(
    CommunityId Id, bool IsNew, IReadOnlyList<MunicipalityRow> Municipalities, bool ForOffice)
{
    /// <summary>The version of the record that the form was made from.</summary>
    public long Version { get; init; }

    /// <summary>What the record is called now.</summary>
    public string? Name { get; init; }

    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyDictionary<string, string> Problems { get; init; } = new Dictionary<string, string>();

    /// <summary>What others changed since the form was made.</summary>
    public OthersWork? Others { get; init; }

    /// <summary>Records that may be the same community, about which the form has yet to say
    /// something.</summary>
    public IReadOnlyList<Lookalike> Lookalikes { get; init; } = [];

    /// <summary>Why the record cannot be changed at all; null when it can.</summary>
    public string? Blocked { get; init; }

    public string? this[string name] => Values.GetValueOrDefault(name);

    public string? this[RegisterField field] => this[KebabCase.Of(field)];

    public string? ProblemOf(string name) => Problems.GetValueOrDefault(name);
}
