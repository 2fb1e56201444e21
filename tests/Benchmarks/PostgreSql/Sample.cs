using System.Text;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EventLog;
using CommunityGrains.PostgreSql;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>What is appended in all measurements of appends: one event of about 260 bytes of JSON.</summary>
internal static class Sample
{
    public const string Region = "RU-BA";
    public const string Category = "community";
    public const string Name = "community.life-sign-seen.v1";
    public const string Account = "0192f0c1-0000-7000-8000-000000000001";
    public const int StreamLength = 40;

    public static readonly DateOnly Day = new(2026, 11, 21);

    /// <summary>128 signs, most of them letters of two bytes.</summary>
    public static readonly string What =
        string.Concat(Enumerable.Repeat("субботник во дворе, все пришли ", 5))[..128];

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(
        $$"""{"what":"{{What}}","on":"2026-11-21"}""");

    private static readonly DateOnly FirstDay = new(2026, 1, 1);
    private static readonly PersonId Manager = new(Guid.CreateVersion7());

    public static int JsonSize => Bytes.Length;

    /// <summary>A new copy for each call.</summary>
    public static byte[] Json() => [.. Bytes];

    /// <summary>A command that leads to one event of that size: a community is registered, then seen alive
    /// day by day.</summary>
    public static CommunityCommand CommandAt(int version)
    {
        var asked = new Asked(
            new CommandId(Guid.CreateVersion7()), Manager, DateTimeOffset.UtcNow, Day);
        return version > 0
            ? new CommunityCommand.NoteLifeSign(asked, What, FirstDay.AddDays(version))
            : new CommunityCommand.Register(
                asked,
                [
                    new FieldChange(RegisterField.Name, "ТОС «Двор на Речной»"),
                    new FieldChange(RegisterField.Form, "territorial-self-government"),
                    new FieldChange(RegisterField.Municipality, "0192f0c1-0000-7000-8000-000000000002"),
                ],
                "Решение Совета");
    }

    /// <summary>A log of communities that live side by side, <see cref="StreamLength"/> events
    /// each.</summary>
    public static async Task FillAsync(PostgresDatabase database, int eventCount)
    {
        await using var log = await BulkLog.BeginAsync(database);
        var lives = Enumerable.Range(0, eventCount / StreamLength)
            .Select(_ => new StreamId(Region, Category, Guid.CreateVersion7()))
            .Select(stream => new Life(stream, GrainKinds.Community))
            .ToList();
        for (var version = 0; version < StreamLength; version++)
            foreach (var life in lives) log.Ask(life, CommandAt(version));
        await log.CompleteAsync();
    }
}

/// <summary>The places of one caller's events: a stream until it is full, then the next one, as records come
/// and go.</summary>
internal sealed class Places
{
    private Guid stream;
    private int version = Sample.StreamLength;

    /// <summary>A stream and the version that its next event follows.</summary>
    public (Guid Stream, int Version) Next()
    {
        if (version < Sample.StreamLength) return (stream, version++);
        (stream, version) = (Guid.CreateVersion7(), 1);
        return (stream, 0);
    }
}
