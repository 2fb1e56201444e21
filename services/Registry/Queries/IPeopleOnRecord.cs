using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Registry.Queries;

/// <summary>What the views know of people by their ids: never a datum.</summary>
public interface IPeopleOnRecord
{
    /// <summary>Those of these people who agree now to their name on public pages.</summary>
    ValueTask<IReadOnlySet<PersonId>> PublishingAsync(
        string region, IReadOnlyCollection<PersonId> people, CancellationToken cancel = default);

    /// <summary>The records that hold or ever held data of a person.</summary>
    ValueTask<IReadOnlyList<StreamId>> RecordsOfAsync(
        string region, PersonId person, CancellationToken cancel = default);
}
