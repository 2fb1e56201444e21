using CommunityGrains.Access.People;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Access.Specs.People;

/// <summary>Readings are noted, and nobody is shown unusually many people, on both databases.</summary>
public abstract class ReadingMuch : PeopleBench
{
    private const string Account = "0193a0c0-0000-7000-8000-000000000001";

    private readonly Told told = new();

    private ReadingLog Log => new(Vault, new ReadingLimits(PeoplePerHourMax: 100, ExportedPerHourMax: 150),
        told);

    [Fact]
    public async Task Who_was_shown_whom_is_noted()
    {
        await Log.NoteAsync(
            Region, Account, ReadingPurpose.Work,
            [(Person(1), PersonalFields.All), (Person(2), PersonalFields.Name)], Cancel);
        var reading = (await Log.OfAsync(Region, Person(2), Cancel)).ShouldHaveSingleItem();
        (reading.Account, reading.Fields, reading.Purpose).ShouldBe((Account, "name", "work"));
        (await Log.OfAsync("RU-NIZ", Person(2), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_hundred_and_first_person_of_an_hour_is_refused_and_told_without_a_name()
    {
        await ReadAsync(ReadingPurpose.Work, 0, 100);
        await ReadAsync(ReadingPurpose.Work, 0, 100); // the same people again
        await Should.ThrowAsync<UnusualVolumeException>(() => ReadAsync(ReadingPurpose.Work, 100, 1));
        told.Lines.ShouldHaveSingleItem().ShouldContain(Account);
        told.Lines[0].ShouldNotContain(Person(100).ToString());
        (await Log.OfAsync(Region, Person(100), Cancel)).ShouldBeEmpty("what was not shown is not noted");
        await Log.NoteAsync(Region, "another", ReadingPurpose.Work, [(Person(100), PersonalFields.All)],
            Cancel);
    }

    [Fact]
    public async Task Files_are_counted_apart()
    {
        await ReadAsync(ReadingPurpose.Export, 0, 150);
        await ReadAsync(ReadingPurpose.Work, 0, 100);
        await Should.ThrowAsync<UnusualVolumeException>(() => ReadAsync(ReadingPurpose.Export, 150, 1));
    }

    private Task ReadAsync(ReadingPurpose purpose, int from, int count) => Log.NoteAsync(
        Region, Account, purpose,
        [.. Enumerable.Range(from, count).Select(number => (Person(number), PersonalFields.All))],
            Cancel).AsTask();

    private sealed class Told : ILogger<ReadingLog>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}

public sealed class ReadingMuchInAFile : ReadingMuch
{
    protected override ValueTask<AccessDatabase> OpenDatabaseAsync() =>
        new(new SqliteAccessDatabase(Path.Combine(Folder, "access.db")));
}

public sealed class ReadingMuchOnAServer : ReadingMuch
{
    private readonly ServerDatabase server = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server.DisposeAsync();
    }

    protected override ValueTask<AccessDatabase> OpenDatabaseAsync() => server.OpenAsync(Cancel);
}
