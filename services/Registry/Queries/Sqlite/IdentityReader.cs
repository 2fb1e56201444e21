using System.Runtime.CompilerServices;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Views;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>All records of a region as they are now, in one pass over the states, in the order in which they
/// last changed.</summary>
internal static class IdentityReader
{
    private const int YieldEvery = 1_000;

    /// <summary>Each record's id and state, turned into an identity.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<TState, T>(
        SqliteDatabase database, string table, string region, Func<Guid, TState, T> identity,
        [EnumeratorCancellation] CancellationToken cancel = default)
        where TState : class
    {
        using var moment = new Moment(database);
        using var rows = moment.Prepare($"""
            select row.id, content.state from {table} row join {table}_state content using (position_from)
            where row.region = ?1 and row.{ViewSchema.IsCurrent}
            """);
        rows.Bind(1, region);
        for (var count = 1; rows.Step(); count++)
        {
            yield return identity(rows.Guid(0), StateJson.Read<TState>(rows.Bytes(1)));
            if (count % YieldEvery != 0) continue;
            cancel.ThrowIfCancellationRequested();
            await Task.Yield();
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
