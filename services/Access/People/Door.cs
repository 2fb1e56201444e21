using System.Collections.Concurrent;
using System.Security.Cryptography;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.People;
using CommunityGrains.Domain.Suggestions;
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
        typeof(SuggestionCommand.SuggestCorrection), typeof(SuggestionCommand.SayNoLongerTrue),
        typeof(SuggestionCommand.TellOfMissing),
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
        var data = DataOf(command);
        foreach (var datum in data)
            if (datum.IsSealed) return (command, new("person.text-sealed", []));
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
                await OfClaimAsync(command, data, order.Stream, sealing, cancel),
            PersonCommand c => await sealing.ForAsync(new(order.Stream.Key), data) is { } pen
                ? Close(pen, c)
                : null,
            // Whoever told it is nobody we know: his words have a key of their own, as if he were a person.
            SuggestionCommand c => await sealing.ForAsync(new(order.Stream.Key), data) is { } pen
                ? Close(pen, c)
                : null,
            _ => command,
        };
        return done is null ? (command, new Refusal("person.erased", [])) : (done, sealing.Refusal);
    }

    /// <summary>The personal data of a command.</summary>
    public static IReadOnlyList<IPersonalDatum> DataOf(Command command) => command switch
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
        SuggestionCommand.SuggestCorrection c => Given(c.To, c.HowKnown, c.ReplyTo),
        SuggestionCommand.SayNoLongerTrue c => Given(c.Words, c.ReplyTo),
        SuggestionCommand.TellOfMissing c => Given(c.Name, c.Where, c.Does, c.ReplyTo),
        _ => [],
    };

    private static List<IPersonalDatum> DataOf(Contact? contact) =>
        contact is null ? [] : Given(contact.Name, contact.Email, contact.Phone);

    private static List<IPersonalDatum> Given(params ReadOnlySpan<IPersonalDatum?> data)
    {
        var given = new List<IPersonalDatum>(data.Length);
        foreach (var datum in data)
            if (datum is not null) given.Add(datum);
        return given;
    }

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
        Command command, IReadOnlyList<IPersonalDatum> data, StreamId stream, Sealing sealing,
        CancellationToken cancel)
    {
        if (await ClaimantAsync(stream, cancel) is not { } person)
        {
            // In clear it would leave its fingerprint in the log.
            sealing.Refusal = new Refusal("leader.unknown", []);
            return command;
        }

        if (await sealing.ForAsync(person, data) is not { } pen) return null;
        return command switch
        {
            LeaderCommand.Rename c => c with { Name = pen.Close(c.Name) },
            LeaderCommand.ChangeContact c => c with
            {
                Email = pen.Close(c.Email),
                Phone = pen.Close(c.Phone),
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
            if (await ForAsync(contact.Person, DataOf(contact)) is not { } pen) return null;
            return contact with
            {
                Name = pen.Close(contact.Name),
                Email = pen.Close(contact.Email),
                Phone = pen.Close(contact.Phone),
            };
        }

        /// <summary>What closes the person's data; null when his key was destroyed. Where nothing is
        /// recorded, a key that nobody keeps does as well: whoever has none has nothing on record to compare
        /// with.</summary>
        public ValueTask<Pen?> ForAsync(PersonId person, IReadOnlyList<IPersonalDatum> data) =>
            isAsked ? ToRecordAsync(person, data) : ToConsiderAsync(person);

        // What is sealed with a key that is remembered goes nowhere before the key is found to serve and the
        // tokens to be known.
        private async ValueTask<Pen?> ToRecordAsync(PersonId person, IReadOnlyList<IPersonalDatum> data)
        {
            var tokens = new IReadOnlyList<long>?[data.Count];
            var begun = vault.Keys.Remembered(region, person) is { } remembered
                ? PenOf(remembered, data, tokens)
                : null;
            if (begun is null)
                for (var i = 0; i < tokens.Length; i++) tokens[i] = vault.Index.Of(region, data[i]);
            var key = await vault.Keys.ForSealingAsync(region, person, All(tokens), cancel);
            if (key is null) return null;
            return begun is not null && begun.Key == key ? begun : PenOf(key, data, tokens);
        }

        private async ValueTask<Pen?> ToConsiderAsync(PersonId person)
        {
            var keys = vault.Keys;
            if ((await keys.FindAsync(region, [person], cancel)).TryGetValue(person, out var key))
                return new Pen(key, [], []);
            return await keys.IsErasedAsync(region, person, cancel)
                ? null
                : new Pen(new PersonKey(person, RandomNumberGenerator.GetBytes(PersonKey.Length)), [], []);
        }

        private Pen PenOf(PersonKey key, IReadOnlyList<IPersonalDatum> data, IReadOnlyList<long>?[] tokens)
        {
            var done = new string[data.Count];
            for (var i = 0; i < done.Length; i++)
            {
                var (datum, found) = (data[i], tokens[i]);
                var kept = Seal.Close(key, datum, () => found ?? vault.Index.Of(region, datum));
                (done[i], tokens[i]) = (kept.Text, kept.Tokens);
            }

            return new Pen(key, data, done);
        }

        private static List<long> All(IReadOnlyList<long>?[] tokens)
        {
            var all = new List<long>();
            foreach (var some in tokens) all.AddRange(some ?? []);
            return all;
        }
    }

    /// <summary>A person's key, and those data that are sealed with it already.</summary>
    private sealed class Pen(PersonKey key, IReadOnlyList<IPersonalDatum> data, string[] done)
    {
        public PersonKey Key => key;

        public PersonName Close(PersonName name) => new(Text(name));

        public EmailAddress? Close(EmailAddress? email) => email is null ? null : new(Text(email));

        public PhoneNumber? Close(PhoneNumber? phone) => phone is null ? null : new(Text(phone));

        public ToldText Close(ToldText told) => new(Text(told));

        public ToldText? CloseAny(ToldText? told) => told is null ? null : Close(told);

        public string Text(IPersonalDatum datum)
        {
            for (var i = 0; i < done.Length; i++)
                if (ReferenceEquals(data[i], datum)) return done[i];
            return Seal.Close(key, DatumKinds.Of(datum), datum.Value);
        }
    }

    private static SuggestionCommand Close(Pen pen, SuggestionCommand command) => command switch
    {
        SuggestionCommand.SuggestCorrection c => c with
        {
            To = pen.Close(c.To),
            HowKnown = pen.CloseAny(c.HowKnown),
            ReplyTo = pen.CloseAny(c.ReplyTo),
        },
        SuggestionCommand.SayNoLongerTrue c => c with
        {
            Words = pen.CloseAny(c.Words),
            ReplyTo = pen.CloseAny(c.ReplyTo),
        },
        SuggestionCommand.TellOfMissing c => c with
        {
            Name = pen.Close(c.Name),
            Where = pen.CloseAny(c.Where),
            Does = pen.CloseAny(c.Does),
            ReplyTo = pen.CloseAny(c.ReplyTo),
        },
        _ => command,
    };

    private static PersonCommand Close(Pen pen, PersonCommand command) => command switch
    {
        PersonCommand.StateBirthDate { Date: { } date } c => c with { Date = new(pen.Text(date)) },
        PersonCommand.StateAddress { Address: { } address } c =>
            c with { Address = new(pen.Text(address)) },
        PersonCommand.StateDocuments c => c with
        {
            Documents = [.. c.Documents.Select(document => new IdentityDocument(pen.Text(document)))],
        },
        _ => command,
    };
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
