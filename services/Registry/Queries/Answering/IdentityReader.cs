using System.Runtime.CompilerServices;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>All records of a region as they are now, in one pass over the states.</summary>
internal static class IdentityReader
{
    private const int YieldEvery = 1_000;

    /// <summary>Each record's id and state, turned into an identity, in no order to be relied on.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<TState, T>(
        Moments moments, string table, string region, Func<Guid, TState, T> identity,
        [EnumeratorCancellation] CancellationToken cancel = default)
        where TState : class
    {
        await using var moment = await moments.OpenAsync(region, null, cancel);
        var rows = moment.RowsAsync($"""
            select row.id, content.state
            from {table} row join {table}_state content on content.position_from = row.position_from
            where row.region = @region and row.{ViewSchema.IsCurrent}
            """, new() { ["region"] = region }, row => identity(row.Guid(0), row.State<TState>(1)), cancel);
        var count = 0;
        await foreach (var found in rows)
        {
            yield return found;
            // Where rows come without waiting, others get a chance now and then.
            if (++count % YieldEvery == 0) await Task.Yield();
        }
    }

    public static CommunityIdentity Of(Guid id, Community state)
    {
        var card = StateFacts.CardOf(state);
        var stated = card.EntryAsStated.Name;
        return new CommunityIdentity(
            new CommunityId(id), StateFacts.StatusOf(state), card.Entry,
            stated == card.Entry.Name ? null : stated,
            card.Head, (state as Community.Merged)?.Survivor);
    }

    public static MunicipalityIdentity Of(Guid id, Municipality state)
    {
        var listed = StateFacts.ListedOf(state);
        return new MunicipalityIdentity(
            new MunicipalityId(id), listed.Region, listed.Names, listed.Codes,
            (state as Municipality.Merged)?.Successor);
    }

    public static LeaderIdentity Of(Guid id, Leader state)
    {
        var claim = StateFacts.ClaimOf(state);
        return new LeaderIdentity(
            new LeaderId(id), claim.Community, claim.Person, StateFacts.StandingOf(state));
    }

    public static InitiativeIdentity Of(Guid id, Initiative state)
    {
        var dossier = StateFacts.DossierOf(state);
        return new InitiativeIdentity(
            new InitiativeId(id), dossier.Title, dossier.Municipality, dossier.Communities);
    }
}
