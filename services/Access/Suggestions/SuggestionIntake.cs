using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.People;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.Suggestions;

/// <summary>What became of an attempt to suggest something.</summary>
public abstract record Intake
{
    /// <summary>It is on record under this number. <c>Position</c>: what a view has to see to know of
    /// it.</summary>
    public sealed record Taken(SuggestionId Id, long Position) : Intake;

    public sealed record Refused(Refusal Refusal) : Intake;

    /// <summary>Too much has come from where this one comes from.</summary>
    public sealed record Wait(TimeSpan For) : Intake;

    /// <summary>So many are waiting for a decision that this one would not be read.</summary>
    public sealed record Full : Intake;

    private Intake() { }
}

/// <summary>How much is taken. <c>PerAddress</c>: from where one writes.</summary>
public sealed record IntakeLimits(ThrottleRule PerAddress, int OpenPerCommunityMax, int OpenPerRegionMax)
{
    /// <summary>Ten a day from one address without delay: a house, a school or an office may be behind
    /// it.</summary>
    public static readonly IntakeLimits Default = new(
        new ThrottleRule(10, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromHours(24)),
        SuggestionLimits.OpenPerCommunityMax, SuggestionLimits.OpenPerRegionMax);
}

/// <summary>
/// Takes suggestions from whoever has no account. Nobody is asked who he is, and nothing of it is kept: no
/// account is named in the log, and of where he writes from only a keyed hash, in the counters of tries, for
/// a day. What holds a flood back: each address is slowed down after some, and a community and a region have
/// an end of what may wait.
/// </summary>
public sealed class SuggestionIntake(
    IGrains grains, ISuggestionsOnRecord onRecord, PersonalVault vault, Throttle throttle, ISecretBox box,
    RegionCalendar calendar, IntakeLimits limits)
{
    private static readonly Guid Space = new("5b1d2c64-3a0e-5a6f-8e0d-6f1f3c2a9b17");

    /// <summary>Takes one.</summary>
    /// <param name="region">Where it is about.</param>
    /// <param name="id">Of the form that was sent: sent twice, it is one suggestion.</param>
    /// <param name="make">What is told.</param>
    /// <param name="address">Where it comes from; null when that is known to be somebody's letter.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async ValueTask<Intake> TakeAsync(
        string region, SuggestionId id, Func<Asked, SuggestionCommand> make, string? address,
        CancellationToken cancel = default)
    {
        var order = OrderOf(region, id, make);
        if ((await grains.ConsiderAsync(order, cancel)).Refusal is { } wrong && !IsUsed(wrong))
            return new Intake.Refused(wrong);
        if (await References.MissingAsync(grains, order, cancel) is [var missing, ..])
            return new Intake.Refused(new Refusal("suggestion.field-invalid", [missing]));
        if (address is not null
            && await throttle.TryAsync([(SubjectOf(address), limits.PerAddress)], cancel) is { } wait)
            return new Intake.Wait(wait);
        if (await KnownAsync(region, order.Command, cancel) is { } known) return new Intake.Taken(known, 0);
        var (inRegion, ofCommunity) = await onRecord.OpenSuggestionsAsync(
            region, CommunityOf(order.Command), cancel);
        if (inRegion >= limits.OpenPerRegionMax || ofCommunity >= limits.OpenPerCommunityMax)
            return new Intake.Full();
        return await AskAsync(region, id, order, make, cancel);
    }

    // A form that was gone back to and changed is another suggestion, and so is one that comes again after
    // the first was declined and forgotten.
    private async ValueTask<Intake> AskAsync(
        string region, SuggestionId id, Order order, Func<Asked, SuggestionCommand> make,
        CancellationToken cancel)
    {
        try
        {
            var reply = await grains.AskAsync(order, cancel);
            if (reply is not Reply.Refused refused) return new Intake.Taken(id, reply.Position);
            if (!IsUsed(refused.Refusal)) return new Intake.Refused(refused.Refusal);
        }
        catch (CommandReusedException)
        {
            // The number is used, as below.
        }

        var another = new SuggestionId(Guid.CreateVersion7());
        var again = await grains.AskAsync(OrderOf(region, another, make), cancel);
        return again is Reply.Refused { Refusal: var why }
            ? new Intake.Refused(why)
            : new Intake.Taken(another, again.Position);
    }

    private static bool IsUsed(Refusal refusal) =>
        refusal.Code is "suggestion.known-already" or "person.erased";

    private Order OrderOf(string region, SuggestionId id, Func<Asked, SuggestionCommand> make)
    {
        var asked = new Asked(
            new CommandId(NameBasedId.Create(Space, $"{region}/{id}")), default, calendar.Now,
            calendar.Today(region));
        return new Order(new StreamId(region, GrainKinds.Suggestion.Category, id.Value), make(asked));
    }

    // The same, word for word, waits already: it is one thing to decide, however many say it.
    private async ValueTask<SuggestionId?> KnownAsync(
        string region, Command command, CancellationToken cancel)
    {
        if (CommunityOf(command) is not { } community) return null;
        var open = await onRecord.SuggestionsAsync(
            new SuggestionQuery(region)
            {
                Communities = [community], Limit = SuggestionLimits.OpenPerCommunityMax,
            },
            cancel);
        var opened = await vault.OpenAsync(
            region, open.Items.Select(row => new PersonId(row.Id.Value)), cancel);
        foreach (var row in open.Items)
        {
            var told = SuggestionTexts.With(row.Told, text =>
                opened.Text(DatumKind.Told, text.Value) is { } clear ? new ToldText(clear) : null);
            if (IsSame(told, command)) return row.Id;
        }

        return null;
    }

    private static bool IsSame(Told told, Command command) => (told, command) switch
    {
        (Told.Correction t, SuggestionCommand.SuggestCorrection c) =>
            (t.Field, t.Was, t.To, t.HowKnown, t.ReplyTo)
            == (c.Field, StoredText.Tidy(c.Was), c.To, c.HowKnown, c.ReplyTo),
        (Told.NoLongerTrue t, SuggestionCommand.SayNoLongerTrue c) =>
            (t.What, t.Words, t.ReplyTo, t.Addressee) == (c.What, c.Words, c.ReplyTo, c.Addressee),
        _ => false,
    };

    private static CommunityId? CommunityOf(Command command) => command switch
    {
        SuggestionCommand.SuggestCorrection c => c.Community,
        SuggestionCommand.SayNoLongerTrue c => c.Community,
        _ => null,
    };

    private string SubjectOf(string address) => $"suggestion:{box.Mark(Purpose.SuggestionMark, address)}";
}
