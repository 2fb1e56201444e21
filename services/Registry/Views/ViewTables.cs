using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Domain.People;
using CommunityGrains.Domain.Suggestions;

namespace CommunityGrains.Registry.Views;

internal sealed class MunicipalityTable() : ViewTable(GrainKinds.Municipality,
    ViewColumn.Text("name"), ViewColumn.Text("official_name"), ViewColumn.Integer("form"),
    ViewColumn.Text("own_region"), ViewColumn.Text("oktmo").Optional,
    ViewColumn.Long("latitude_e7").Optional, ViewColumn.Long("longitude_e7").Optional,
    ViewColumn.Integer("has_boundary"), ViewColumn.Id("successor").Optional, ViewColumn.Text("sort_key"),
    ViewColumn.Text("search_text"))
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

    protected override void FillOwn(IRowValues values, object mapped, RowVersion row)
    {
        var (listed, successor, sortKey, searchText) = (Mapped)mapped;
        var name = listed.NameOn(DateOnly.MaxValue);
        values.Text(name.Name);
        values.Text(name.OfficialName);
        values.Integer((int)listed.FormOn(DateOnly.MaxValue).Form);
        values.Text(listed.Region);
        values.Text(listed.CodeOn(DateOnly.MaxValue)?.Oktmo);
        values.Long(Degrees.E7(listed.Centre?.Latitude));
        values.Long(Degrees.E7(listed.Centre?.Longitude));
        values.Integer(listed.Boundary is null ? 0 : 1);
        values.Id(successor);
        values.Text(sortKey);
        values.Text(searchText);
    }
}

/// <summary>The last three columns say what others' records say of the community now; they are kept on
/// current rows alone and empty on earlier ones, whose questions join what held then.</summary>
internal sealed class CommunityTable() : ViewTable(GrainKinds.Community,
    ViewColumn.Integer("status"), ViewColumn.Integer("form"), ViewColumn.Integer("basis"),
    ViewColumn.Id("municipality"), ViewColumn.Long("latitude_e7").Optional,
    ViewColumn.Long("longitude_e7").Optional, ViewColumn.Integer("suspected"),
    ViewColumn.Integer("last_sign_on"), ViewColumn.Integer("known_on"),
    ViewColumn.Integer("asked_on").Optional, ViewColumn.Id("merged_into").Optional,
    ViewColumn.Integer("members").Optional, ViewColumn.Integer("residents").Optional,
    ViewColumn.Text("topics").Optional, ViewColumn.Text("sort_key"), ViewColumn.Text("search_name"),
    ViewColumn.Text("search_text"), ViewColumn.Id("head").Optional, ViewColumn.Integer("standing").Optional,
    ViewColumn.Long("leader_position").Optional, ViewColumn.Integer("initiatives").Optional)
{
    internal sealed record Mapped(
        Community Community, Card Card, string? Topics, string SortKey, string SearchName, string SearchText);

    public override object Map(object state)
    {
        var community = (Community)state;
        var card = StateFacts.CardOf(community);
        var e = card.Entry;
        var name = SearchText.Normalize(e.Name);
        return new Mapped(
            community,
            card,
            e.Topics is null ? null : TopicText.Of(e.Topics),
            SearchText.SortKeyOf(name),
            name,
            SearchText.Normalize(
                e.Name, e.Settlement, e.Address, e.Topics, e.RegisterNumber, e.Inn, e.Ogrn,
                FormWords.Of(e.Form)));
    }

    protected override void FillOwn(IRowValues values, object mapped, RowVersion row)
    {
        var (community, card, topics, sortKey, searchName, searchText) = (Mapped)mapped;
        var entry = card.Entry;
        values.Integer((int)StateFacts.StatusOf(community));
        values.Integer((int)entry.Form);
        values.Integer((int)entry.Basis);
        values.Id(entry.Municipality.Value);
        values.Long(Degrees.E7(entry.Location?.Latitude));
        values.Long(Degrees.E7(entry.Location?.Longitude));
        values.Integer(card.OpenSuspicions.Count());
        values.Integer(card.LastSignOn?.DayNumber ?? 0);
        // Of whom nothing was ever seen, at least the entry was made once.
        values.Integer(card.LastSignOn?.DayNumber ?? row.CreatedOn);
        values.Integer(card.AskedOn?.DayNumber);
        values.Id((community as Community.Merged)?.Survivor.Value);
        values.Integer(entry.Members);
        values.Integer(entry.Residents);
        values.Text(topics);
        values.Text(sortKey);
        values.Text(searchName);
        values.Text(searchText);
        values.Id(card.Head?.Person.Value);
        // See Standings, which fill them after the row is written.
        values.Integer(row.IsCurrent ? 0 : null);
        values.Long(null);
        values.Integer(row.IsCurrent ? 0 : null);
    }
}

internal sealed class LeaderTable() : ViewTable(GrainKinds.Leader,
    ViewColumn.Id("community"), ViewColumn.Integer("standing"), ViewColumn.Integer("rank"),
    ViewColumn.Id("person"), ViewColumn.Integer("until").Optional)
{
    private sealed record Mapped(
        CommunityId Community, int Standing, int Rank, PersonId Person, int? Until);

    public override object Map(object state)
    {
        var (standing, claim) = (StateFacts.StandingOf((Leader)state), StateFacts.ClaimOf((Leader)state));
        return new Mapped(
            claim.Community, (int)standing, StateFacts.Rank(standing), claim.Person.Person,
            (state as Leader.Verified)?.Verification.Until.DayNumber);
    }

    protected override void FillOwn(IRowValues values, object mapped, RowVersion row)
    {
        var (community, standing, rank, person, until) = (Mapped)mapped;
        values.Id(community.Value);
        values.Integer(standing);
        values.Integer(rank);
        values.Id(person.Value);
        values.Integer(until);
    }
}

internal sealed class InitiativeTable() : ViewTable(GrainKinds.Initiative,
    ViewColumn.Id("municipality"), ViewColumn.Integer("status"), ViewColumn.Text("sort_key"),
    ViewColumn.Text("search_text"))
{
    internal sealed record Mapped(
        Guid Municipality, int Status, string SortKey, string SearchText, IReadOnlyList<Guid> Communities);

    /// <summary>To be asked what holds it up changes nothing of it: what was recorded last goes on holding
    /// from its own day, and by that day it is stuck.</summary>
    public override DateOnly EffectiveOn(object happened, DateOnly businessDate) =>
        happened is InitiativeEvent.AskedWhatHoldsItUp e ? e.NothingSince : businessDate;

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

    protected override void FillOwn(IRowValues values, object mapped, RowVersion row)
    {
        var own = (Mapped)mapped;
        values.Id(own.Municipality);
        values.Integer(own.Status);
        values.Text(own.SortKey);
        values.Text(own.SearchText);
    }
}

/// <summary>What a person agreed to, so that lists need not ask his grain row by row.</summary>
internal sealed class PersonTable() : ViewTable(GrainKinds.Person,
    ViewColumn.Integer("publishes"), ViewColumn.Integer("erased"))
{
    private sealed record Mapped(bool Publishes, bool Erased);

    public override object Map(object state)
    {
        var person = (Person)state;
        return new Mapped(person.Agrees(ConsentPurpose.Publication), person is Person.Erased);
    }

    protected override void FillOwn(IRowValues values, object mapped, RowVersion row)
    {
        var (publishes, erased) = (Mapped)mapped;
        values.Integer(publishes ? 1 : 0);
        values.Integer(erased ? 1 : 0);
    }
}

/// <summary>What somebody without an account suggested. <c>municipality</c>: where a missing community would
/// be; of the others the community itself says it.</summary>
internal sealed class SuggestionTable() : ViewTable(GrainKinds.Suggestion,
    ViewColumn.Integer("status"), ViewColumn.Id("community").Optional,
    ViewColumn.Id("municipality").Optional)
{
    private sealed record Mapped(int Status, Guid? Community, Guid? Municipality);

    public override object Map(object state)
    {
        var told = StateFacts.ToldOf((Suggestion)state);
        return new Mapped(
            (int)StateFacts.StatusOf((Suggestion)state), told.CommunityOrNone()?.Value,
            (told as Told.Missing)?.Municipality.Value);
    }

    protected override void FillOwn(IRowValues values, object mapped, RowVersion row)
    {
        var (status, community, municipality) = (Mapped)mapped;
        values.Integer(status);
        values.Id(community);
        values.Id(municipality);
    }
}

/// <summary>Degrees as whole ten-millionths, which compare exactly: about a centimetre.</summary>
internal static class Degrees
{
    /// <summary>Degrees from ten-millionths of one; exact for what has no more than seven digits behind the
    /// point.</summary>
    public static double Of(long e7) => e7 / 1e7;

    public static long? E7(double? degrees) => degrees is { } value ? (long)Math.Round(value * 1e7) : null;
}
