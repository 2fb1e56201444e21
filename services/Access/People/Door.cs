using System.Collections.Concurrent;
using System.Security.Cryptography;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.People;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;

namespace CommunityGrains.Access.People;

/// <summary>Seals the personal data of commands. It is the one place that knows where each command has such
/// data and whose it is; a test walks all commands and fails on one that is missing here.</summary>
internal sealed class Door(IGrains grains, PersonalVault vault)
{
    /// <summary>The commands with personal data.</summary>
    public static readonly IReadOnlySet<Type> Known = new HashSet<Type>
    {
        typeof(CommunityCommand.Propose), typeof(CommunityCommand.Register),
        typeof(CommunityCommand.StateByRegister), typeof(CommunityCommand.NameHead),
        typeof(LeaderCommand.Claim), typeof(LeaderCommand.Rename), typeof(LeaderCommand.ChangeContact),
        typeof(PersonCommand.StateBirthDate), typeof(PersonCommand.StateAddress),
        typeof(PersonCommand.StateDocuments),
    };

    private const int ClaimantsMax = 50_000;

    // Whose a claim is never changes: it is asked of the log once.
    private readonly ConcurrentDictionary<StreamId, PersonId> claimants = [];

    /// <summary>The command with all personal data sealed, or why it is refused.</summary>
    /// <param name="order">What is asked, in clear.</param>
    /// <param name="isAsked">Whether it is to be recorded: then its people are given keys and can be found;
    /// else nothing is kept of them.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async ValueTask<(Command Command, Refusal? Refusal)> SealAsync(
        Order order, bool isAsked, CancellationToken cancel)
    {
        var command = order.Command;
        if (!Known.Contains(command.GetType())) return (command, null);
        if (DataOf(command).Any(datum => datum.IsSealed)) return (command, new("person.text-sealed", []));
        if (ClearText.Refusal(command) is { } wrong) return (command, wrong);
        var sealing = new Sealing(vault, order.Stream.Region, isAsked, cancel);
        Command? done = command switch
        {
            CommunityCommand.Propose { Head: { } head } c =>
                await sealing.ContactAsync(head) is { } kept ? c with { Head = kept } : null,
            CommunityCommand.Register { Head: { } head } c =>
                await sealing.ContactAsync(head) is { } kept ? c with { Head = kept } : null,
            CommunityCommand.NameHead c =>
                await sealing.ContactAsync(c.Head) is { } kept ? c with { Head = kept } : null,
            CommunityCommand.StateByRegister { StatesHead: true, Head: { } head } c =>
                await StatedAsync(c, head, order.Stream, sealing, cancel),
            LeaderCommand.Claim c =>
                await sealing.ContactAsync(c.Person, tidy: false) is { } kept
                    ? c with { Person = kept }
                    : null,
            LeaderCommand.Rename or LeaderCommand.ChangeContact =>
                await OfClaimAsync(command, order.Stream, sealing, cancel),
            PersonCommand c => await sealing.ForAsync(new(order.Stream.Key), DataOf(c)) is { } key
                ? Sealing.Close(key, c)
                : null,
            _ => command,
        };
        return done is null ? (command, new Refusal("person.erased", [])) : (done, sealing.Refusal);
    }

    /// <summary>The personal data of a command.</summary>
    public static IEnumerable<IPersonalDatum> DataOf(Command command) => command switch
    {
        CommunityCommand.Propose c => DataOf(c.Head),
        CommunityCommand.Register c => DataOf(c.Head),
        CommunityCommand.StateByRegister c => DataOf(c.Head),
        CommunityCommand.NameHead c => DataOf(c.Head),
        LeaderCommand.Claim c => DataOf(c.Person),
        LeaderCommand.Rename c => [c.Name],
        LeaderCommand.ChangeContact c => Given(c.Email, c.Phone),
        PersonCommand.StateBirthDate c => Given(c.Date),
        PersonCommand.StateAddress c => Given(c.Address),
        PersonCommand.StateDocuments c => c.Documents,
        _ => [],
    };

    private static IEnumerable<IPersonalDatum> DataOf(Contact? contact) =>
        contact is null ? [] : Given(contact.Name, contact.Email, contact.Phone);

    private static IEnumerable<IPersonalDatum> Given(params IEnumerable<IPersonalDatum?> data) =>
        data.OfType<IPersonalDatum>();

    /// <summary>A register's head. Who it is is decided here, because the decider sees only sealed names. The
    /// register's word about somebody who was erased is not heard; the rest of its row is.</summary>
    private async ValueTask<Command> StatedAsync(
        CommunityCommand.StateByRegister c, Contact head, StreamId stream, Sealing sealing,
        CancellationToken cancel)
    {
        var card = Cards.Of((await grains.StateAsync(stream, cancel)).State);
        var (now, before) = (card?.Head, card?.HeadAsStated);
        var known = ((Contact?[])[now, before]).OfType<Contact>().Select(contact => contact.Person);
        var opened = await vault.OpenAsync(stream.Region, known, cancel);
        var who = ClearText.AsKnown(ClearText.Tidy(head), opened.Of(now), opened.Of(before));
        return await sealing.ContactAsync(who) is { } kept
            ? c with { Head = kept }
            : c with { Head = null, StatesHead = false };
    }

    private async ValueTask<Command?> OfClaimAsync(
        Command command, StreamId stream, Sealing sealing, CancellationToken cancel)
    {
        if (await ClaimantAsync(stream, cancel) is not { } person)
        {
            // In clear it would leave its fingerprint in the log.
            sealing.Refusal = new Refusal("leader.unknown", []);
            return command;
        }

        if (await sealing.ForAsync(person, DataOf(command)) is not { } key) return null;
        return command switch
        {
            LeaderCommand.Rename c => c with { Name = Sealing.Close(key, c.Name) },
            LeaderCommand.ChangeContact c => c with
            {
                Email = Sealing.Close(key, c.Email),
                Phone = Sealing.Close(key, c.Phone),
            },
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not about a claim"),
        };
    }

    private async ValueTask<PersonId?> ClaimantAsync(StreamId stream, CancellationToken cancel)
    {
        if (claimants.TryGetValue(stream, out var known)) return known;
        if (((await grains.StateAsync(stream, cancel)).State as Leader)?.CardOrNone() is not { } card)
            return null;
        if (claimants.Count >= ClaimantsMax) claimants.Clear();
        return claimants[stream] = card.Person.Person;
    }

    private sealed class Sealing(PersonalVault vault, string region, bool isAsked, CancellationToken cancel)
    {
        public Refusal? Refusal { get; set; }

        public async ValueTask<Contact?> ContactAsync(Contact clear, bool tidy = true)
        {
            var contact = tidy ? ClearText.Tidy(clear) : clear;
            if (await ForAsync(contact.Person, DataOf(contact)) is not { } key) return null;
            return contact with
            {
                Name = Close(key, contact.Name),
                Email = Close(key, contact.Email),
                Phone = Close(key, contact.Phone),
            };
        }

        /// <summary>The person's key; null when it was destroyed. Where nothing is recorded, one that nobody
        /// keeps does as well: whoever has no key has nothing on record to compare with.</summary>
        public async ValueTask<PersonKey?> ForAsync(PersonId person, IEnumerable<IPersonalDatum> data)
        {
            var keys = vault.Keys;
            if (isAsked)
                return await keys.ForSealingAsync(region, person, vault.Index.Of(region, data), cancel);
            if ((await keys.FindAsync(region, [person], cancel)).TryGetValue(person, out var key)) return key;
            return await keys.IsErasedAsync(region, person, cancel)
                ? null
                : new PersonKey(person, RandomNumberGenerator.GetBytes(PersonKey.Length));
        }

        public static PersonCommand Close(PersonKey key, PersonCommand command) => command switch
        {
            PersonCommand.StateBirthDate { Date: { } date } c =>
                c with { Date = new(Seal.Close(key, DatumKind.BirthDate, date.Value)) },
            PersonCommand.StateAddress { Address: { } address } c =>
                c with { Address = new(Seal.Close(key, DatumKind.Address, address.Value)) },
            PersonCommand.StateDocuments c => c with
            {
                Documents =
                [
                    .. c.Documents.Select(document =>
                        new IdentityDocument(Seal.Close(key, DatumKind.Document, document.Value))),
                ],
            },
            _ => command,
        };

        public static PersonName Close(PersonKey key, PersonName name) =>
            new(Seal.Close(key, DatumKind.Name, name.Value));

        public static EmailAddress? Close(PersonKey key, EmailAddress? email) =>
            email is null ? null : new(Seal.Close(key, DatumKind.Email, email.Value));

        public static PhoneNumber? Close(PersonKey key, PhoneNumber? phone) =>
            phone is null ? null : new(Seal.Close(key, DatumKind.Phone, phone.Value));
    }
}

/// <summary>The card of a community in whatever state.</summary>
internal static class Cards
{
    public static Card? Of(object state) => (state as Community)?.CardOrNone();

    /// <summary>The same state with another card.</summary>
    public static Community With(Community state, Func<Card, Card> change) => state switch
    {
        Community.Proposed c => c with { Card = change(c.Card) },
        Community.Registered c => c with { Card = change(c.Card) },
        Community.Rejected c => c with { Card = change(c.Card) },
        Community.Closed c => c with { Card = change(c.Card) },
        Community.Merged c => c with { Before = With(c.Before, change) },
        _ => state,
    };
}
