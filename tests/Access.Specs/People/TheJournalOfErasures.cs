using CommunityGrains.Access.People;
using CommunityGrains.Domain;

namespace CommunityGrains.Access.Specs.People;

/// <summary>The file that says who was erased.</summary>
public sealed class TheJournalOfErasures : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("journal-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder, "kept", ErasureJournal.FileName);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_written_is_read_by_whoever_opens_it()
    {
        using (var journal = new ErasureJournal(File)) await journal.AddAsync([Line(1), Line(2)], Cancel);
        using var again = new ErasureJournal(File);
        (await again.ReadAsync(Cancel)).ShouldBe([Line(1), Line(2)]);
    }

    [Fact]
    public async Task Where_there_is_no_file_nobody_was_erased()
    {
        using var journal = new ErasureJournal(File);
        (await journal.ReadAsync(Cancel)).ShouldBeEmpty();
        System.IO.File.Exists(File).ShouldBeFalse();
    }

    [Fact]
    public async Task A_line_that_broke_off_is_none_and_spoils_no_other()
    {
        using var journal = new ErasureJournal(File);
        await journal.AddAsync([Line(1)], Cancel);
        await System.IO.File.AppendAllTextAsync(File, """{"region": "RU-BA", "pers""", Cancel);
        await journal.AddAsync([Line(2)], Cancel);
        (await journal.ReadAsync(Cancel)).ShouldBe([Line(1), Line(2)]);
    }

    [Fact]
    public async Task Programs_that_write_into_one_file_lose_no_line()
    {
        const int Programs = 4, Lines = 50;
        await Task.WhenAll(Enumerable.Range(0, Programs).Select(program => Task.Run(async () =>
        {
            using var journal = new ErasureJournal(File);
            for (var i = 0; i < Lines; i++)
            {
                await journal.AddAsync([Line((program * Lines) + i)], Cancel);
                await journal.ReadAsync(Cancel);
            }
        }, Cancel)));
        using var all = new ErasureJournal(File);
        (await all.ReadAsync(Cancel)).Select(line => line.Person).ShouldBe(
            Enumerable.Range(0, Programs * Lines).Select(number => Line(number).Person), ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_reads_it()
    {
        if (OperatingSystem.IsWindows()) return;
        using var journal = new ErasureJournal(File);
        await journal.AddAsync([Line(1)], Cancel);
        System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static ErasureLine Line(int number)
    {
        var person = new PersonId(new Guid(number, 0, 0x7000, new byte[8]));
        return new("RU-BA", person, $"act-{number}", "Заявление", default,
            new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), new DateOnly(2026, 11, 22));
    }
}
