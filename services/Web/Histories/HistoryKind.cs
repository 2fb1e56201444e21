using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Web.Entries;
using CommunityGrains.Web.Life;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Histories;

/// <summary>A kind of record that has a page of its history. <c>Address</c>: the first word of its pages'
/// addresses.</summary>
internal sealed record HistoryKind(IGrainKind Grain, string Address, Section Section)
{
    public static readonly HistoryKind Community =
        new(GrainKinds.Community, "communities", Section.Communities);

    public static readonly HistoryKind Municipality =
        new(GrainKinds.Municipality, "municipalities", Section.Municipalities);

    public static readonly HistoryKind Leader = new(GrainKinds.Leader, "leaders", Section.Communities);

    public static readonly HistoryKind Initiative =
        new(GrainKinds.Initiative, "initiatives", Section.Communities);

    public static readonly IReadOnlyList<HistoryKind> All = [Community, Municipality, Leader, Initiative];

    /// <summary>What the record is called; null when it is not there.</summary>
    public async Task<string?> NameAsync(PageRequest request)
    {
        var (region, id, cancel) = (request.Region, request.Id, request.Cancel);
        if (this == Community)
            return (await request.Registry.CommunityAsync(region, new(id), cancel: cancel))?.Row.Entry.Name;
        if (this == Municipality)
            return (await request.Registry.MunicipalityAsync(region, new(id), cancel: cancel))?.Row.Name;
        if (this == Initiative)
            return (await request.Registry.InitiativeAsync(region, new(id), cancel: cancel))?.Row.Title;
        return await request.Registry.LeaderAsync(region, new(id), cancel: cancel) is { Row: var row }
            ? $"{Words.PublicName(row.Person.Name)}, {row.CommunityName}".TrimStart(',', ' ')
            : null;
    }

    public string AddressOf(Links links, Guid id) => this == Community ? links.Community(new(id))
        : this == Municipality ? links.Municipality(new(id))
        : this == Initiative ? links.Initiative(new(id))
        : links.Leader(new(id));

    /// <summary>The fields that a history can be narrowed to, with their names.</summary>
    public IReadOnlyList<(string Field, string Name)> Fields(Texts texts, bool forOffice)
    {
        if (this != Community)
        {
            var begins = Grain.Category + ".";
            return
            [
                .. texts.Names.Changes.Where(name => name.Key.StartsWith(begins, StringComparison.Ordinal))
                    .Select(name => (name.Key[begins.Length..], name.Value)).OrderBy(name => name.Value),
            ];
        }

        return
        [
            .. EntryFields.Groups.SelectMany(group => group.Fields)
                .Where(field => forOffice || !EntryFields.ForOffice.Contains(field))
                .Select(field => (KebabCase.Of(field), texts.Names.Fields[field])),
            .. Enum.GetValues<InfrastructureElement>().Select(element =>
                (InfrastructureModel.FieldOf(element), texts.Names.Elements[element])),
        ];
    }

    /// <summary>Whether an earlier value of a field can be given back, and by the viewer.</summary>
    public bool MayRestore(PageRequest request, Place place, string field) =>
        this == Community
            ? KebabCase.Parse<RegisterField>(field) is { } known
                ? request.May<CommunityCommand.Correct>(place)
                    && (!EntryFields.ForOffice.Contains(known)
                        || request.May<CommunityCommand.StateByRegister>(place))
                : ElementOf(field) is not null && request.May<CommunityCommand.DescribeInfrastructure>(place)
            : this == Municipality && field is "name" or "official-name"
                && request.May<MunicipalityCommand.Rename>(place);

    public static InfrastructureElement? ElementOf(string field) => Enum.GetValues<InfrastructureElement>()
        .Cast<InfrastructureElement?>()
        .FirstOrDefault(element => InfrastructureModel.FieldOf(element!.Value) == field);
}
