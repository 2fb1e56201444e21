using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using Dapper;

namespace CommunityGrains.Access.People;

/// <summary>
/// People's keys, one for each person of a region, wrapped in the access database. Keys that many ask for at
/// the same time are made in one transaction. Nobody whose key was destroyed gets another one.
/// </summary>
public sealed class PersonKeys(AccessDatabase database, KeyRing ring, TimeProvider clock)
{
    /// <summary>How long a key that data is sealed with is remembered. Revealing never uses what is
    /// remembered: who has been erased is unreadable at once.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    // With what they were sealed to lately a few kilobytes each.
    private const int RememberedMax = 10_000;
    private const int AtOnceMax = 500;

    /// <summary>Of one person; whoever is called by more names than that is looked up again.</summary>
    private const int TokensMax = 256;

    private readonly ConcurrentDictionary<(string Region, PersonId Person), Known> recent = [];
    private readonly Lock gate = new();
    private List<Wanted> waiting = [];
    private bool making;

    /// <summary>The key to seal a person's data with, made when there is none; null when it was destroyed.
    /// From then on the person is found by <paramref name="tokens"/> of the blind index: known there before
    /// anything is recorded, so that nothing on record is ever missing.</summary>
    internal async ValueTask<PersonKey?> ForSealingAsync(
        string region, PersonId person, IReadOnlyCollection<long> tokens, CancellationToken cancel = default)
    {
        if (recent.TryGetValue((region, person), out var known)
            && IsFresh(known) && known.HasAll(tokens))
            return known.Key.Key;
        // What has begun is finished, whoever has gone: others wait for the same transaction.
        return (await MakeAsync(new Wanted(region, person, tokens)).WaitAsync(cancel))?.Key;
    }

    /// <summary>The key that is remembered, to begin to seal with; whether it still serves is for
    /// <see cref="ForSealingAsync"/> to say.</summary>
    internal PersonKey? Remembered(string region, PersonId person) =>
        recent.TryGetValue((region, person), out var known) && IsFresh(known) ? known.Key.Key : null;

    /// <summary>The keys of those of these people who have one.</summary>
    public async ValueTask<IReadOnlyDictionary<PersonId, PersonKey>> FindAsync(
        string region, IReadOnlyCollection<PersonId> people, CancellationToken cancel = default)
    {
        if (people.Count == 0) return new Dictionary<PersonId, PersonKey>();
        var keys = new Dictionary<PersonId, PersonKey>(people.Count);
        await database.ReadAsync(async connection =>
        {
            foreach (var part in people.Distinct().Chunk(AtOnceMax))
                await FindAsync(connection, null, region, part, keys);
            return true;
        }, cancel);
        return keys;
    }

    /// <summary>Whether a person's data was destroyed.</summary>
    public async ValueTask<bool> IsErasedAsync(
        string region, PersonId person, CancellationToken cancel = default) => await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(
                "select count(*) from person_erased where region = @region and person = @person",
                new { region, person = Text(person) }), cancel) > 0;

    /// <summary>Destroys a person's key and all he could be found by. True when there was anything to
    /// destroy.</summary>
    public async ValueTask<bool> DestroyAsync(
        string region, PersonId person, string act, CancellationToken cancel = default)
    {
        var values = new { region, person = Text(person), act, at = HashChain.Micros(clock.GetUtcNow()) };
        var gone = await database.WriteAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            await connection.ExecuteAsync("""
                insert into person_erased (region, person, act, erased_at)
                values (@region, @person, @act, @at)
                on conflict (region, person) do nothing
                """, values, transaction);
            var index = await connection.ExecuteAsync(
                "delete from person_index where region = @region and person = @person", values, transaction);
            return index + await connection.ExecuteAsync(
                "delete from person_key where region = @region and person = @person", values, transaction);
        }, cancel);
        recent.TryRemove((region, person), out _);
        return gone > 0;
    }

    internal static string Text(PersonId person) => person.Value.ToString("N");

    private static string Purpose(string region, PersonId person) => $"person/{region}/{Text(person)}";

    private bool IsFresh(Known known) => clock.GetElapsedTime(known.At) < FreshFor;

    // Lines of the index go only with the key: within that time what was once known of them stays known.
    private void Remember(string region, KeptKey key, IReadOnlyCollection<long> tokens)
    {
        if (recent.Count >= RememberedMax) recent.Clear();
        var (id, at) = ((region, key.Key.Person), clock.GetTimestamp());
        recent.AddOrUpdate(
            id, _ => new Known(key, tokens, at),
            (_, known) => known.Key == key && IsFresh(known) && known.TryAdd(tokens, at)
                ? known
                : new Known(key, tokens, at));
    }

    private async Task FindAsync(
        DbConnection connection, DbTransaction? transaction, string region, IReadOnlyList<PersonId> people,
        Dictionary<PersonId, PersonKey> keys)
    {
        var rows = await connection.QueryAsync<(string Person, string Wrapped)>(
            $"select person, wrapped from person_key where region = @region and person in ({Names(people)})",
            Values(region, people), transaction);
        foreach (var (person, wrapped) in rows)
        {
            var id = new PersonId(Guid.ParseExact(person, "N"));
            keys[id] = Open(region, id, wrapped);
        }
    }

    private PersonKey Open(string region, PersonId person, string wrapped)
    {
        var secret = ring.Master.Unwrap(wrapped, Purpose(region, person));
        try
        {
            return new PersonKey(person, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    // Both databases take so many parameters; neither has the other's arrays.
    private static string Names(IReadOnlyList<PersonId> people) =>
        string.Join(", ", Enumerable.Range(0, people.Count).Select(number => $"@p{number}"));

    private static DynamicParameters Values(string region, IReadOnlyList<PersonId> people)
    {
        var values = new DynamicParameters(new { region });
        for (var i = 0; i < people.Count; i++) values.Add($"p{i}", Text(people[i]));
        return values;
    }

    private Task<KeptKey?> MakeAsync(Wanted wanted)
    {
        lock (gate)
        {
            waiting.Add(wanted);
            if (!making)
            {
                making = true;
                _ = Task.Run(MakeAllAsync);
            }
        }

        return wanted.Made.Task;
    }

    private async Task MakeAllAsync()
    {
        while (Take() is { } batch)
        {
            try
            {
                var made = await database.WriteAsync(transaction => MakeAsync(transaction, batch));
                foreach (var (wanted, key) in batch.Zip(made))
                {
                    if (key is not null) Remember(wanted.Region, key, wanted.Tokens);
                    wanted.Made.TrySetResult(key);
                }
            }
            catch (Exception error)
            {
                foreach (var wanted in batch) wanted.Made.TrySetException(error);
            }
        }
    }

    private List<Wanted>? Take()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                making = false;
                return null;
            }

            var batch = waiting.Count <= AtOnceMax ? waiting : waiting[..AtOnceMax];
            waiting = waiting.Count <= AtOnceMax ? [] : waiting[AtOnceMax..];
            return batch;
        }
    }

    private async Task<List<KeptKey?>> MakeAsync(DbTransaction transaction, List<Wanted> batch)
    {
        var keys = new Dictionary<(string, PersonId), KeptKey>();
        foreach (var ofRegion in batch.GroupBy(wanted => wanted.Region).OrderBy(group => group.Key))
        {
            var rows = new PersonKeyRows(transaction, ofRegion.Key);
            // In one order, so that two programs which make keys at the same time do not wait for each other.
            var people = ofRegion.Select(wanted => wanted.Person).Distinct()
                .OrderBy(Text, StringComparer.Ordinal).ToList();
            var found = await rows.FindAsync(people);
            var made = people.Where(person => !found.ContainsKey(person))
                .ToDictionary(person => person, person => Make(ofRegion.Key, person));
            if (made.Count > 0)
            {
                await rows.AddKeysAsync(
                    [.. made.Values.Select(key => (key.Key.Person, key.Wrapped))],
                    HashChain.Micros(clock.GetUtcNow()));
                foreach (var (person, wrapped) in await rows.FindAsync([.. made.Keys]))
                    found[person] = wrapped;
            }

            await rows.AddTokensAsync(ofRegion.Where(wanted => found.ContainsKey(wanted.Person))
                .SelectMany(wanted => Unknown(wanted).Select(token => (wanted.Person, token))));
            foreach (var (person, wrapped) in found)
                keys[(ofRegion.Key, person)] = Open(ofRegion.Key, person, wrapped, made);
        }

        return [.. batch.Select(wanted => keys.GetValueOrDefault((wanted.Region, wanted.Person)))];
    }

    private IEnumerable<long> Unknown(Wanted wanted) =>
        recent.TryGetValue((wanted.Region, wanted.Person), out var known) && IsFresh(known)
            ? known.Without(wanted.Tokens)
            : wanted.Tokens;

    private KeptKey Make(string region, PersonId person)
    {
        var secret = RandomNumberGenerator.GetBytes(PersonKey.Length);
        try
        {
            return new KeptKey(
                new PersonKey(person, secret), ring.Master.Wrap(secret, Purpose(region, person)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The key that is kept; what is in hand needs not be unwrapped again.</summary>
    private KeptKey Open(
        string region, PersonId person, string wrapped, Dictionary<PersonId, KeptKey> made)
    {
        if (made.TryGetValue(person, out var own) && own.Wrapped == wrapped) return own;
        return recent.TryGetValue((region, person), out var known) && known.Key.Wrapped == wrapped
            ? known.Key
            : new KeptKey(Open(region, person, wrapped), wrapped);
    }

    private sealed record KeptKey(PersonKey Key, string Wrapped);

    /// <summary>A key and what its person is known to be found by. Many seal with it at the same
    /// time.</summary>
    private sealed class Known(KeptKey key, IReadOnlyCollection<long> known, long at)
    {
        private readonly Lock gate = new();
        private readonly HashSet<long> tokens = [.. known];
        private long at = at;

        public KeptKey Key => key;

        public long At => Volatile.Read(ref at);

        public bool HasAll(IReadOnlyCollection<long> asked)
        {
            lock (gate)
            {
                foreach (var token in asked)
                    if (!tokens.Contains(token)) return false;
                return true;
            }
        }

        public IReadOnlyList<long> Without(IReadOnlyCollection<long> asked)
        {
            lock (gate) return [.. asked.Where(token => !tokens.Contains(token))];
        }

        /// <summary>False when there are too many already.</summary>
        public bool TryAdd(IReadOnlyCollection<long> more, long now)
        {
            lock (gate)
            {
                if (tokens.Count >= TokensMax) return false;
                tokens.UnionWith(more);
                Volatile.Write(ref at, now);
                return true;
            }
        }
    }

    private sealed record Wanted(string Region, PersonId Person, IReadOnlyCollection<long> Tokens)
    {
        public TaskCompletionSource<KeptKey?> Made { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
