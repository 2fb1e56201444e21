using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports.Register;

namespace CommunityGrains.Registry.Imports;

/// <summary>Finds communities by municipality and name, for files that refer to them.</summary>
internal sealed class CommunityDirectory
{
    private readonly Dictionary<(MunicipalityId, string), List<ExistingCommunity>> byName = [];
    private readonly Dictionary<Guid, ExistingCommunity> byId = [];

    public CommunityDirectory(IEnumerable<ExistingCommunity> communities)
    {
        foreach (var community in communities.Where(community => !community.IsRejected))
        {
            byId[community.Id.Value] = community;
            var entry = community.Entry;
            foreach (var name in new[] { entry.Name, community.RegisterName ?? entry.Name }.Select(n =>
                NameKey.Of(n).Text).Distinct())
            {
                if (!byName.TryGetValue((entry.Municipality, name), out var list)) byName[
                    (entry.Municipality, name)] = list = [];
                list.Add(community);
            }
        }
    }

    /// <summary>The community, or null with the reason noted on the row.</summary>
    public ExistingCommunity? Find(
        RowResult row, string key, string text, MunicipalityId municipality, string? settlement)
    {
        if (Guid.TryParse(text, out var id) && byId.TryGetValue(id, out var known)) return known;
        var (name, village) = (NameKey.Of(text), RowKey.Key(settlement));
        var found = Narrow(
            (byName.GetValueOrDefault((municipality, name.Text)) ?? [])
                .FindAll(community => MayBeIn(village, community)),
            community => !community.IsOver,
            community => name.Form is null || community.Entry.Form == name.Form,
            community => village.Length == 0 || RowKey.Key(community.Entry.Settlement) == village);
        // A ТОС that the file calls "Инициативная группа" is not it.
        if (name.Form is { } form) found =
            [.. found.Where(community => community.Entry.Form == form
                || community.Entry.Form == CommunityForm.Other)];
        if (found is [var only]) return only;
        row.Refuse(found.Count == 0 ? "community.unknown-name" : "community.ambiguous-name", key, text);
        return null;
    }

    // Whose village is not on record may be in any; whose is another one is a namesake.
    private static bool MayBeIn(string village, ExistingCommunity community) =>
        village.Length == 0 || community.Entry.Settlement is null
        || RowKey.Key(community.Entry.Settlement) == village;

    // Each condition counts only as far as something meets it.
    private static List<ExistingCommunity> Narrow(
        List<ExistingCommunity> found, params Func<ExistingCommunity, bool>[] conditions)
    {
        foreach (var condition in conditions)
        {
            var narrower = found.Where(condition).ToList();
            if (narrower.Count > 0) found = narrower;
        }

        return found;
    }
}
