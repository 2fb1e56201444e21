using System.Text;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Domain.Laws;

/// <summary>
/// One file per stored event version that was ever written: contracts/Golden/(event name).json. A file is
/// never edited: if this program cannot read one, it cannot read somebody's log.
/// </summary>
public sealed class GoldenFiles
{
    private const string WriteVariable = "WRITE_GOLDEN";

    private static readonly string Folder = Path.Combine(RepositoryRoot(), "contracts", "Golden");

    public static TheoryData<string> Names => LawsOfStoredEvents.Names;

    [Theory, MemberData(nameof(Names))]
    public void Every_event_has_a_golden_file_that_reads_and_writes_the_same(string name)
    {
        var path = Path.Combine(Folder, $"{name}.json");
        if (!File.Exists(path) && Environment.GetEnvironmentVariable(WriteVariable) == "1") Write(name, path);
        File.Exists(path).ShouldBeTrue(
            $"contracts/Golden/{name}.json is missing. If the event is new, run these tests once with "
            + $"{WriteVariable}=1, which writes missing files only, look at the file and commit it. If the event was "
            + "renamed: don't; its old name is in people's logs.");

        var stored = WithoutLineEnd(File.ReadAllBytes(path));
        var written = EventCodec.Encode(EventCodec.Decode(name, stored));
        written.Name.ShouldBe(name);
        Encoding.UTF8.GetString(written.Json.Span).ShouldBe(
            Encoding.UTF8.GetString(stored),
            $"the stored form of {name} changed. Never edit the file: give the new shape a new version.");
    }

    [Fact]
    public void Every_golden_file_ever_written_can_be_read()
    {
        var paths = Directory.GetFiles(Folder, "*.json");
        paths.ShouldNotBeEmpty();
        foreach (var path in paths)
        {
            Should.NotThrow(
                () => EventCodec.Decode(Path.GetFileNameWithoutExtension(path), WithoutLineEnd(File.ReadAllBytes(path))),
                path);
        }
    }

    private static void Write(string name, string path)
    {
        Directory.CreateDirectory(Folder);
        var example = EventCodec.Encode(new Example().Make(EventCatalogue.Default.TypeOf(name)!));
        File.WriteAllBytes(path, [.. example.Json.Span, (byte)'\n']);
    }

    private static byte[] WithoutLineEnd(byte[] bytes) => bytes is [.. var json, (byte)'\n'] ? json : bytes;

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CommunityGrains.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository");
        return folder.FullName;
    }
}
