using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Views;

internal sealed class MunicipalityTable() : ViewTable(GrainKinds.Municipality, """
    name text not null, official_name text not null, form integer not null, own_region text not null,
    oktmo text, latitude_e7 integer, longitude_e7 integer, has_boundary integer not null, successor blob,
    sort_key text not null, search_text text not null
    """)
{
    private sealed record Mapped(
        Municipality.Listed Listed, Guid? Successor, string SortKey, string SearchText);

    /// <summary>Names, codes, forms and mergers say themselves from when they hold.</summary>
    public override DateOnly EffectiveOn(object happened, DateOnly businessDate) => happened switch
    {
        MunicipalityEvent.Listed e => e.From,
        MunicipalityEvent.Renamed e => e.From,
        MunicipalityEvent.CodeGiven e => e.From,
        MunicipalityEvent.FormChanged e => e.From,
        MunicipalityEvent.BoundarySet e => e.From,
        MunicipalityEvent.MergedInto e => e.From,
        _ => businessDate,
    };

    public override object Map(object state)
    {
        var listed = StateFacts.ListedOf((Municipality)state);
        var name = listed.NameOn(DateOnly.MaxValue);
        return new Mapped(
            listed,
            (state as Municipality.Merged)?.Successor.Value,
            SearchText.SortKey(name.Name),
            SearchText.Normalize(name.Name, name.OfficialName));
    }

    public override void Bind(Statement insert, int parameter, object mapped)
    {
        var (listed, successor, sortKey, searchText) = (Mapped)mapped;
        var name = listed.NameOn(DateOnly.MaxValue);
        insert.Bind(parameter, name.Name);
        insert.Bind(parameter + 1, name.OfficialName);
        insert.Bind(parameter + 2, (long)listed.FormOn(DateOnly.MaxValue).Form);
        insert.Bind(parameter + 3, listed.Region);
        insert.BindOrNull(parameter + 4, listed.CodeOn(DateOnly.MaxValue)?.Oktmo);
        insert.BindOrNull(parameter + 5, Degrees.E7(listed.Centre?.Latitude));
        insert.BindOrNull(parameter + 6, Degrees.E7(listed.Centre?.Longitude));
        insert.Bind(parameter + 7, listed.Boundary is null ? 0L : 1L);
        insert.BindOrNull(parameter + 8, successor);
        insert.Bind(parameter + 9, sortKey);
        insert.Bind(parameter + 10, searchText);
    }
}

/// <summary>The last three columns say what others' records say of the community now; they are kept on
/// current rows alone and empty on earlier ones, whose questions join what held then.</summary>
internal sealed class CommunityTable() : ViewTable(GrainKinds.Community, """
    status integer not null, form integer not null, basis integer not null, municipality blob not null,
    latitude_e7 integer, longitude_e7 integer, suspected integer not null, last_sign_on integer not null,
    merged_into blob, topics text, sort_key text not null, search_name text not null,
    search_text text not null, standing integer, leader_position integer, initiatives integer
    """)
{
    /// <summary>How many of the columns a state fills; the rest is <see cref="Standings"/>'.</summary>
    public const int MappedColumns = 13;

    internal sealed record Mapped(
        Community Community, Card Card, string? Topics, string SortKey, string SearchName, string SearchText);

    public override object Map(object state)
    {
        var community = (Community)state;
        var card = StateFacts.CardOf(community);
        var e = card.Entry;
        return new Mapped(
            community,
            card,
            e.Topics is null ? null : SearchText.Normalize(e.Topics),
            SearchText.SortKey(e.Name),
            SearchText.Normalize(e.Name),
            SearchText.Normalize(e.Name, e.Settlement, e.Address, e.Topics, e.RegisterNumber, e.Inn, e.Ogrn));
    }

    public override void Bind(Statement insert, int parameter, object mapped)
    {
        var (community, card, topics, sortKey, searchName, searchText) = (Mapped)mapped;
        var entry = card.Entry;
        insert.Bind(parameter, (long)StateFacts.StatusOf(community));
        insert.Bind(parameter + 1, (long)entry.Form);
        insert.Bind(parameter + 2, (long)entry.Basis);
        insert.Bind(parameter + 3, entry.Municipality.Value);
        insert.BindOrNull(parameter + 4, Degrees.E7(entry.Location?.Latitude));
        insert.BindOrNull(parameter + 5, Degrees.E7(entry.Location?.Longitude));
        insert.Bind(parameter + 6, (long)card.OpenSuspicions.Count());
        insert.Bind(parameter + 7, card.LastSignOn?.DayNumber ?? 0);
        insert.BindOrNull(parameter + 8, (community as Community.Merged)?.Survivor.Value);
        insert.BindOrNull(parameter + 9, topics);
        insert.Bind(parameter + 10, sortKey);
        insert.Bind(parameter + 11, searchName);
        insert.Bind(parameter + 12, searchText);
    }
}

internal sealed class LeaderTable() : ViewTable(GrainKinds.Leader, """
    community blob not null, standing integer not null, rank integer not null
    """)
{
    private sealed record Mapped(CommunityId Community, int Standing, int Rank);

    public override object Map(object state)
    {
        var standing = StateFacts.StandingOf((Leader)state);
        return new Mapped(
            StateFacts.ClaimOf((Leader)state).Community, (int)standing, StateFacts.Rank(standing));
    }

    public override void Bind(Statement insert, int parameter, object mapped)
    {
        var (community, standing, rank) = (Mapped)mapped;
        insert.Bind(parameter, community.Value);
        insert.Bind(parameter + 1, (long)standing);
        insert.Bind(parameter + 2, (long)rank);
    }
}

internal sealed class InitiativeTable() : ViewTable(GrainKinds.Initiative, """
    municipality blob not null, status integer not null, sort_key text not null, search_text text not null
    """)
{
    internal sealed record Mapped(
        Guid Municipality, int Status, string SortKey, string SearchText, IReadOnlyList<Guid> Communities);

    public override object Map(object state)
    {
        var dossier = StateFacts.DossierOf((Initiative)state);
        return new Mapped(
            dossier.Municipality.Value,
            (int)StateFacts.StatusOf((Initiative)state).Status,
            SearchText.SortKey(dossier.Title),
            SearchText.Normalize(dossier.Title, dossier.Problem, dossier.Goal),
            [.. dossier.Communities.Select(community => community.Value).Distinct()]);
    }

    public override void Bind(Statement insert, int parameter, object mapped)
    {
        var row = (Mapped)mapped;
        insert.Bind(parameter, row.Municipality);
        insert.Bind(parameter + 1, (long)row.Status);
        insert.Bind(parameter + 2, row.SortKey);
        insert.Bind(parameter + 3, row.SearchText);
    }
}

/// <summary>Degrees as whole ten-millionths, which compare exactly: about a centimetre.</summary>
internal static class Degrees
{
    public static long? E7(double? degrees) => degrees is { } value ? (long)Math.Round(value * 1e7) : null;
}
