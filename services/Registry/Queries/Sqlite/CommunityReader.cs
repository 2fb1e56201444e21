using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Views;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>Rows of communities as they are shown, from the positions that were found.</summary>
internal sealed class CommunityReader(Moment moment) : IDisposable
{
    private readonly Statement read = moment.Prepare($"""
        select c.id, c.version, c.status, c.suspected, c.merged_into, c.date_from, c.changed_at,
          {moment.Standing},
          {moment.Initiatives}, {moment.MunicipalityName("c.region", "c.municipality")},
          (select state from community_state where position_from = c.position_from),
          (select state from leader_state where position_from = {moment.LeaderPosition})
        from community c where c.position_from = ?1
        """);

    public CommunityRow Row(long position) => Read(position).Row;

    public (CommunityRow Row, Community State) Read(long position)
    {
        read.Bind(1, position);
        if (!read.Step()) throw new InvalidOperationException($"no community row has position {position}");
        var state = StateJson.Read<Community>(read.Bytes(10));
        var leader = read.IsNull(11) ? null : StateJson.Read<Leader>(read.Bytes(11));
        var card = StateFacts.CardOf(state);
        var row = new CommunityRow(
            new CommunityId(read.Guid(0)),
            read.Int64(1),
            (CommunityStatus)read.Int32(2),
            card.Entry,
            read.Text(9),
            card.Head,
            (LeaderStanding)read.Int32(7),
            leader is null ? null : StateFacts.ClaimOf(leader).Person.Name,
            leader is null ? null : StateFacts.VerificationOf(leader)?.Until,
            read.Int32(8),
            read.Int32(3),
            card.LastSignOn,
            read.IsNull(4) ? null : new CommunityId(read.Guid(4)),
            DateOnly.FromDayNumber(read.Int32(5)),
            HashChain.FromMicros(read.Int64(6)));
        read.Reset();
        return (row, state);
    }

    public void Dispose() => read.Dispose();
}
