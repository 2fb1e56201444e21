using CommunityGrains.Domain;
using CommunityGrains.Domain.People;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;
using Dapper;

namespace CommunityGrains.Access.Accounts;

/// <summary>Why somebody on record cannot be invited.</summary>
public enum PersonObjection
{
    /// <summary>Nothing in the region's register speaks of such a person.</summary>
    NotOnRecord,

    Erased,

    /// <summary>He has an account that is open; one is enough, and roles are given to it.</summary>
    HasAccount,
}

/// <summary>Who of those on record may be given an account, so that what is on record of him is his
/// own.</summary>
public sealed class InvitedPeople(AccessDatabase database, IGrains grains, IPeopleOnRecord onRecord)
{
    /// <summary>Why this person cannot be invited into the region; null when he can.</summary>
    public async Task<PersonObjection?> ObjectionAsync(
        string region, PersonId person, CancellationToken cancel)
    {
        var stream = new StreamId(region, GrainKinds.Person.Category, person.Value);
        if ((await grains.StateAsync(stream, cancel)).State is Person.Erased) return PersonObjection.Erased;
        if ((await onRecord.RecordsOfAsync(region, person, cancel)).Count == 0)
            return PersonObjection.NotOnRecord;
        return await HasAccountAsync(person, cancel) ? PersonObjection.HasAccount : null;
    }

    /// <summary>Whether the person has an account that is open.</summary>
    public async Task<bool> HasAccountAsync(PersonId person, CancellationToken cancel) =>
        await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(
            "select count(*) from account where person = @person and closed_at is null",
            new { person = person.ToString() }), cancel) > 0;
}
