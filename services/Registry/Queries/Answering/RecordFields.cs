using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Domain.People;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>A state as named fields in canonical text, so that two states can be compared for people. Empty
/// fields are left out.</summary>
internal static class RecordFields
{
    public static IReadOnlyDictionary<string, string> Of(object state) => state switch
    {
        Community.Unknown or Municipality.Unknown or Leader.Unknown or Initiative.Unknown => Named(),
        Community community => OfCommunity(community),
        Municipality municipality => OfMunicipality(municipality),
        Leader leader => OfLeader(leader),
        Initiative initiative => OfInitiative(initiative),
        // What is granted stands in the events themselves.
        Account => Named(),
        Suggestion.Unknown => Named(),
        Suggestion suggestion => Named(("status", KebabCase.Of(StateFacts.StatusOf(suggestion)))),
        Person person => OfPerson(person),
        _ => throw new ArgumentOutOfRangeException(
            nameof(state), state.GetType().Name, "no fields are known"),
    };

    private static Dictionary<string, string> OfPerson(Person person) => person switch
    {
        Person.Known known => Named([.. known.Consents.Select(consent => (
            $"consent.{KebabCase.Of(consent.Purpose)}",
            consent.WithdrawnOn is null ? $"{consent.TextVersion}, {Day(consent.GivenOn)}" : null))]),
        Person.Erased erased => Named(("erased", erased.Act)),
        _ => Named(),
    };

    private static Dictionary<string, string> OfCommunity(Community community)
    {
        var card = StateFacts.CardOf(community);
        var fields = Named(
            ("status", KebabCase.Of(StateFacts.StatusOf(community))),
            ("head.name", card.Head?.Name.Value),
            ("head.email", card.Head?.Email?.Value),
            ("head.phone", card.Head?.Phone?.Value),
            ("boundary", card.Boundary is null ? null : Count(card.Boundary.Polygons.Count)),
            ("last-sign-on", Day(card.LastSignOn)),
            ("asked-on", Day(card.AskedOn)),
            ("suspected", List(card.OpenSuspicions)),
            ("absorbed", List(card.Absorbed)),
            ("survivor", (community as Community.Merged)?.Survivor.ToString()));
        foreach (var field in RegisterFields.All)
            if (RegisterFields.Read(card.Entry, field) is { } text) fields[KebabCase.Of(field)] = text;
        foreach (var element in card.Infrastructure)
            fields[$"infrastructure.{KebabCase.Of(element.Element)}"] = element.Text;
        return fields;
    }

    private static Dictionary<string, string> OfMunicipality(Municipality municipality)
    {
        var listed = StateFacts.ListedOf(municipality);
        var name = listed.NameOn(DateOnly.MaxValue);
        return Named(
            ("name", name.Name),
            ("official-name", name.OfficialName),
            ("form", KebabCase.Of(listed.FormOn(DateOnly.MaxValue).Form)),
            ("own-region", listed.Region),
            ("oktmo", listed.CodeOn(DateOnly.MaxValue)?.Oktmo),
            ("centre", Point(listed.Centre)),
            ("boundary", listed.Boundary?.Source),
            ("successor", (municipality as Municipality.Merged)?.Successor.ToString()));
    }

    private static Dictionary<string, string> OfLeader(Leader leader)
    {
        var claim = StateFacts.ClaimOf(leader);
        return Named(
            ("standing", KebabCase.Of(StateFacts.StandingOf(leader))),
            ("person.name", claim.Person.Name.Value),
            ("person.email", claim.Person.Email?.Value),
            ("person.phone", claim.Person.Phone?.Value),
            ("community", claim.Community.ToString()),
            ("role", KebabCase.Of(claim.Role)),
            ("role-text", claim.RoleText),
            ("from", Day(claim.From)),
            ("until", Day(StateFacts.VerificationOf(leader)?.Until)),
            ("evidence", Count(claim.Evidence.Count(fact => !fact.Withdrawn))));
    }

    private static Dictionary<string, string> OfInitiative(Initiative initiative)
    {
        var dossier = StateFacts.DossierOf(initiative);
        var totals = InitiativeTotals.Of(dossier);
        var (status, stage) = StateFacts.StatusOf(initiative);
        return Named(
            ("status", KebabCase.Of(status)),
            ("stage", KebabCase.Of(stage)),
            ("title", dossier.Title),
            ("municipality", dossier.Municipality.ToString()),
            ("communities", List(dossier.Communities)),
            ("leader", dossier.Leader?.ToString()),
            ("problem", dossier.Problem),
            ("concerned", dossier.Concerned),
            ("goal", dossier.Goal),
            ("plan", List(dossier.Plan.Select(step => step.What), "; ")),
            ("people", dossier.People),
            ("budget", Sum(dossier.Budget)),
            ("supporters", Count(dossier.Supporters.Count)),
            ("hours", totals.Hours == 0 ? null : totals.Hours.ToString(CultureInfo.InvariantCulture)),
            ("received", Sum(totals.Money + totals.InKind)),
            ("beneficiaries", Count(totals.Beneficiaries)),
            ("after-effects", dossier.AfterEffects));
    }

    private static Dictionary<string, string> Named(params ReadOnlySpan<(string Field, string? Text)> fields)
    {
        var named = new Dictionary<string, string>();
        foreach (var (field, text) in fields)
            if (!string.IsNullOrEmpty(text)) named[field] = text;
        return named;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Count(long count) =>
        count == 0 ? null : count.ToString(CultureInfo.InvariantCulture);

    private static string? Sum(Money? money) => money is null or { Amount: 0 }
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{money.Amount} {money.Currency}");

    private static string? Point(GeoPoint? point) => point is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{point.Latitude},{point.Longitude}");

    private static string List<T>(IEnumerable<T> items, string separator = ", ") =>
        string.Join(separator, items);
}
