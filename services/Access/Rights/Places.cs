using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Domain.People;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.Rights;

/// <summary>Where records are, by what they themselves say: a view may be behind. <c>onRecord</c> tells only
/// which records to ask about a person; one that it does not know yet gives nobody a right.</summary>
public sealed class Places(IGrains grains, IPeopleOnRecord onRecord)
{
    /// <summary>All places that an order touches: the record's own, if it is there, and those of the records
    /// that the command names. Never none.</summary>
    public async ValueTask<IReadOnlyList<Place>> OfAsync(Order order, CancellationToken cancel = default)
    {
        var region = order.Stream.Region;
        var places = new List<Place>();
        if (await FindAsync(order.Stream, cancel) is { } own) places.Add(own);
        var named = References.NamedBy(order.Command).Where(name => name.Key != order.Stream.Key).ToList();
        // A claim is about whom it names, before there is any.
        var subject = (order.Command as LeaderCommand.Claim) is { Source: null, Person: var person }
            ? person.Person
            : (PersonId?)null;
        foreach (var (_, category, key) in named)
        {
            var place = await OfAsync(new StreamId(region, category, key), cancel);
            places.Add(subject is null ? place : place with { Subject = subject });
        }

        return places.Count > 0 ? Joined(places) : [Place.AllOf(region)];
    }

    /// <summary>Where a record is; the whole region when there is no such record, so that nobody with less
    /// learns the difference.</summary>
    public async ValueTask<Place> OfAsync(StreamId stream, CancellationToken cancel = default) =>
        await FindAsync(stream, cancel) ?? Place.AllOf(stream.Region);

    private async ValueTask<Place?> FindAsync(StreamId stream, CancellationToken cancel) =>
        (await grains.StateAsync(stream, cancel)).State switch
        {
            Municipality.Unknown or Community.Unknown or Leader.Unknown or Initiative.Unknown
                or Account.Unknown or Suggestion.Unknown => null,
            Municipality => Place.Of(stream.Region, new MunicipalityId(stream.Key)),
            Community community when community.CardOrNone() is { } card => Place.Of(
                stream.Region, card.Entry.Municipality, new CommunityId(stream.Key)),
            Leader leader => await OfAsync(leader, stream.Region, cancel),
            Initiative initiative when initiative.DossierOrNone() is { } dossier =>
                new Place(stream.Region, [dossier.Municipality], dossier.Communities),
            Suggestion suggestion => await OfAsync(suggestion, stream.Region, cancel),
            Person => await OfAsync(new PersonId(stream.Key), stream.Region, cancel),
            // Of accounts, and of whatever comes, only who has the whole region decides.
            _ => Place.AllOf(stream.Region),
        };

    private async ValueTask<Place> OfAsync(Leader leader, string region, CancellationToken cancel)
    {
        var card = leader.CardOrNone()
            ?? throw new InvalidOperationException("A claim on record has a card");
        var community = new StreamId(region, GrainKinds.Community.Category, card.Community.Value);
        return await OfAsync(community, cancel) with { Subject = card.Person.Person };
    }

    // Where the community is that was told of, or would be.
    private ValueTask<Place> OfAsync(Suggestion suggestion, string region, CancellationToken cancel) =>
        suggestion.ToldOrNone() switch
        {
            Told.Missing told => new(Place.Of(region, told.Municipality)),
            { } told when told.CommunityOrNone() is { } community => OfAsync(
                new StreamId(region, GrainKinds.Community.Category, community.Value), cancel),
            _ => throw new InvalidOperationException("A suggestion on record has told something"),
        };

    // Wherever he stands now: as the head that the register names, or by a claim to lead.
    private async ValueTask<Place> OfAsync(PersonId person, string region, CancellationToken cancel)
    {
        var places = new List<Place>();
        foreach (var record in await onRecord.RecordsOfAsync(region, person, cancel))
        {
            var isHis = (await grains.StateAsync(record, cancel)).State switch
            {
                Community community => community.CardOrNone()?.Head?.Person == person,
                Leader leader => leader.CardOrNone()?.Person.Person == person,
                _ => false,
            };
            if (isHis) places.Add(await OfAsync(record, cancel));
        }

        return new Place(
            region, [.. places.SelectMany(place => place.Municipalities).Distinct()],
            [.. places.SelectMany(place => place.Communities).Distinct()], person);
    }

    // A municipality that is named beside communities of it (an initiative's) is reached through them.
    private static List<Place> Joined(List<Place> places) => places.ConvertAll(place =>
        place is { Municipalities: [var municipality], Communities: [] }
            ? place with
            {
                Communities =
                [
                    .. places.Where(other => other.Municipalities.Contains(municipality))
                        .SelectMany(other => other.Communities),
                ],
            }
            : place);
}
