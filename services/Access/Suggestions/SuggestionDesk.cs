using CommunityGrains.Access.People;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.Suggestions;

/// <summary>What residents suggested, as those read it who decide: within their places, in clear. Every
/// reading is noted, because what somebody wrote may be of people.</summary>
public sealed class SuggestionDesk(
    ISuggestionsOnRecord onRecord, Places places, RightsPolicy rights, PeopleServices services)
{
    private static readonly What List = new What.Operation("suggestions.list");

    private static readonly What One = new What.Operation("suggestions.get");

    /// <summary>Those of the reader's places, the oldest first.</summary>
    /// <param name="region">Of which region.</param>
    /// <param name="reader">Who decides, and in which language he reads.</param>
    /// <param name="query">Narrowed to the reader's places, whatever it says of places itself.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="UnusualVolumeException">The reader has read too many.</exception>
    public async ValueTask<Page<SuggestionRow>> ListAsync(
        string region, Reader reader, SuggestionQuery query, CancellationToken cancel = default)
    {
        var page = await onRecord.SuggestionsAsync(Within(region, reader.Viewer, query), cancel);
        return page with { Items = await ShowAsync(region, reader, page.Items, cancel) };
    }

    /// <summary>One of them; null when there is none that the reader may know of.</summary>
    public async ValueTask<SuggestionRow?> OneAsync(
        string region, Reader reader, SuggestionId id, CancellationToken cancel = default)
    {
        if (await onRecord.SuggestionAsync(region, id, cancel) is not { } row) return null;
        var place = await places.OfAsync(
            new StreamId(region, GrainKinds.Suggestion.Category, id.Value), cancel);
        if (rights.Decide(reader.Viewer, One, place) != Verdict.Granted) return null;
        return (await ShowAsync(region, reader, [row], cancel))[0];
    }

    // Scopes are of the grants that let somebody decide at all; one for the whole region needs no narrowing.
    private SuggestionQuery Within(string region, Viewer viewer, SuggestionQuery query)
    {
        var roles = rights.Find(List)?.Roles ?? [];
        var scopes = viewer.Grants.Where(grant => grant.Region == region && roles.Contains(grant.Role))
            .Select(grant => grant.Scope).ToList();
        if (viewer.Means == SignInMeans.Program || scopes.Any(scope => scope is Scope.Region))
            return query with { Municipalities = null, Communities = null };
        return query with
        {
            Municipalities =
                [.. scopes.OfType<Scope.Municipalities>().SelectMany(scope => scope.Ids).Distinct()],
            Communities = [.. scopes.OfType<Scope.Communities>().SelectMany(scope => scope.Ids).Distinct()],
        };
    }

    private async ValueTask<IReadOnlyList<SuggestionRow>> ShowAsync(
        string region, Reader reader, IReadOnlyList<SuggestionRow> rows, CancellationToken cancel)
    {
        var showing = await Showing.OfAsync(
            services, reader, region, rows.Select(row => (Subject?)SubjectOf(row)), cancel);
        return [.. rows.Select(row =>
        {
            var who = SubjectOf(row);
            return row with
            {
                Told = SuggestionTexts.With(row.Told, text =>
                    showing.Text(text.Value, who.Municipality, who.Community) is { } clear
                        ? new ToldText(clear)
                        : null),
            };
        })];
    }

    private static Subject SubjectOf(SuggestionRow row) =>
        new(new PersonId(row.Id.Value), row.Municipality, row.Told.CommunityOrNone());
}

/// <summary>The texts of what was told.</summary>
internal static class SuggestionTexts
{
    private static readonly ToldText Nothing = new("");

    /// <summary>The same with other texts.</summary>
    public static Told With(Told told, Func<ToldText, ToldText?> change)
    {
        return told switch
        {
            Told.Correction t => t with
            {
                To = change(t.To) ?? Nothing, HowKnown = Any(t.HowKnown), ReplyTo = Any(t.ReplyTo),
            },
            Told.NoLongerTrue t => t with { Words = Any(t.Words), ReplyTo = Any(t.ReplyTo) },
            Told.Missing t => t with
            {
                Name = change(t.Name) ?? Nothing, Where = Any(t.Where), Does = Any(t.Does),
                ReplyTo = Any(t.ReplyTo),
            },
            _ => throw new InvalidOperationException($"{told.GetType().Name} has texts nobody knows"),
        };

        ToldText? Any(ToldText? text) => text is null ? null : change(text);
    }
}
