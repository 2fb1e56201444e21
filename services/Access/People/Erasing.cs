using System.Globalization;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.People;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.People;

/// <summary>An event that held the erased person's data: where it stands, its hash, which stays, and the
/// members of the data, as the event names them.</summary>
public sealed record ErasedEvent(
    StreamId Stream, long Position, long Version, string Name, DateTimeOffset RecordedAt, string Hash,
    IReadOnlyList<string> Members);

/// <summary>An erasure that was done, for its documents.</summary>
public sealed record Erasure(
    string Region, PersonId Person, string Act, string Basis, PersonId By, DateOnly On,
    IReadOnlyList<ErasedEvent> Events);

/// <summary>
/// Forgets people. The key is destroyed, so that log, views, snapshots and backups keep their order, counts
/// and hashes and nobody can read in them what belonged to the person. The journal is written first: what it
/// names is completed at the next start, whenever the program was stopped in between. Hosts that share a
/// database tell each other in it what their journals say, so that any one of these files is enough after an
/// older backup was restored.
/// </summary>
public sealed class Erasing(
    IGrains grains, IEventLog log, IPeopleOnRecord onRecord, PersonalVault vault, ErasureJournal journal,
    ForgettingAccounts accounts)
{
    private const int ReadAtOnce = 500;

    private readonly ErasureTable table = new(vault.Database);

    private static readonly Guid Commands = new("6f1f0c5e-0f0b-5d52-9c56-7a0f3f6f4b21");

    /// <summary>Erases a person; once erased, says again what was done.</summary>
    /// <returns>Null when nothing is known of such a person in this region.</returns>
    public async Task<Erasure?> EraseAsync(
        string region, PersonId person, string basis, PersonId by, DateOnly today,
        CancellationToken cancel = default)
    {
        if (await FindAsync(region, person, cancel) is { } done) return done;
        var records = await onRecord.RecordsOfAsync(region, person, cancel);
        var hasKey = (await vault.Keys.FindAsync(region, [person], cancel)).Count > 0;
        if (records.Count == 0 && !hasKey) return null;
        var line = new ErasureLine(
            region, person, ActOf(today), basis, by, vault.Clock.GetUtcNow(), today);
        // From here on it is finished, whoever has gone.
        await journal.AddAsync([line], CancellationToken.None);
        await table.AddAsync([line], CancellationToken.None);
        await ApplyAsync(line, CancellationToken.None);
        return await FindAsync(region, person, CancellationToken.None);
    }

    /// <summary>What was done when a person was erased; null when he was not.</summary>
    public async Task<Erasure?> FindAsync(string region, PersonId person, CancellationToken cancel = default)
    {
        var stream = StreamOf(region, person);
        if ((await grains.StateAsync(stream, cancel)).State is not Person.Erased) return null;
        PersonEvent.Erased? erased = null;
        await foreach (var (_, happened) in EventsAsync(stream, cancel))
            erased = EventLog.Codec.EventCodec.Decode(happened) as PersonEvent.Erased ?? erased;
        var events = new List<ErasedEvent>();
        foreach (var record in await onRecord.RecordsOfAsync(region, person, cancel))
        {
            await foreach (var (_, recorded) in EventsAsync(record, cancel))
            {
                var members = SealedTexts.Of(recorded.Json)
                    .Where(text => Seal.PersonOf(text.Text) == person).Select(text => text.Path).ToList();
                if (members.Count > 0) events.Add(Told(recorded, members));
            }
        }

        return new Erasure(
            region, person, erased!.Act, erased.Basis, erased.By, erased.On,
            [.. events.OrderBy(told => told.Position)]);
    }

    /// <summary>Erases again whoever was ever erased, by this host or another: after a stop in between, or
    /// when an older backup was restored. How many there were to erase.</summary>
    public async Task<int> ReapplyAsync(CancellationToken cancel = default)
    {
        var (all, _) = await ShareAsync(cancel);
        return await ApplyMissingAsync(all, cancel);
    }

    /// <summary>Tells the other hosts of a database what this one has erased, and takes down what they have:
    /// for programs that run long. What was news to anybody is erased if it is not yet. How much news there
    /// was.</summary>
    public async Task<int> LearnAsync(CancellationToken cancel = default)
    {
        var (_, news) = await ShareAsync(cancel);
        await ApplyMissingAsync(news, cancel);
        return news.Count;
    }

    /// <summary>Makes file and table say the same. <c>All</c>: what they say together; <c>News</c>: what one
    /// of them did not know. The earliest first.</summary>
    private async Task<(IReadOnlyList<ErasureLine> All, IReadOnlyList<ErasureLine> News)> ShareAsync(
        CancellationToken cancel)
    {
        var (own, shared) = (await journal.ReadAsync(cancel), await table.ReadAsync(cancel));
        List<ErasureLine> unheard = [.. shared.ExceptBy(own.Select(line => line.Key), line => line.Key)];
        List<ErasureLine> untold = [.. own.ExceptBy(shared.Select(line => line.Key), line => line.Key)];
        await journal.AddAsync(unheard, cancel);
        await table.AddAsync(untold, cancel);
        return ([.. own.Concat(unheard).OrderBy(line => line.At)],
            [.. unheard.Concat(untold).OrderBy(line => line.At)]);
    }

    private async Task<int> ApplyMissingAsync(IReadOnlyList<ErasureLine> lines, CancellationToken cancel)
    {
        var again = 0;
        foreach (var line in lines)
        {
            var known = await grains.StateAsync(StreamOf(line.Region, line.Person), cancel);
            if (known.State is Person.Erased
                && await vault.Keys.IsErasedAsync(line.Region, line.Person, cancel))
                continue;
            await ApplyAsync(line, cancel);
            again++;
        }

        return again;
    }

    private async Task ApplyAsync(ErasureLine line, CancellationToken cancel)
    {
        await vault.Keys.DestroyAsync(line.Region, line.Person, line.Act, cancel);
        // Before the event, which says that all of it is done.
        await accounts.ForgetAsync(line.Region, line.Person, cancel);
        var id = NameBasedId.Create(Commands, $"{line.Region}/{line.Person}/{line.Act}");
        var command = new PersonCommand.Erase(
            new Asked(new CommandId(id), line.By, line.At, line.On), line.Act, line.Basis);
        var reply = await grains.AskAsync(new Order(StreamOf(line.Region, line.Person), command), cancel);
        if (reply is Reply.Refused refused)
            throw new InvalidOperationException($"an erasure was refused: {refused.Refusal.Code}");
    }

    private async IAsyncEnumerable<(long Version, RecordedEvent Event)> EventsAsync(
        StreamId stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var version = 0L; ;)
        {
            var page = await log.ReadStreamAsync(stream, version, ReadAtOnce, cancel);
            foreach (var recorded in page) yield return (recorded.Version, recorded);
            if (page.Count < ReadAtOnce) yield break;
            version = page[^1].Version;
        }
    }

    private static ErasedEvent Told(RecordedEvent recorded, IReadOnlyList<string> members) => new(
        recorded.Stream, recorded.Position, recorded.Version, recorded.Name, recorded.RecordedAt,
        Convert.ToHexStringLower(recorded.Hash.Span), members);

    internal static StreamId StreamOf(string region, PersonId person) =>
        new(region, GrainKinds.Person.Category, person.Value);

    private static string ActOf(DateOnly day) =>
        $"{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..8]}";
}
