using System.Text;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Access.People;

/// <summary>One erasure as the journal keeps it.</summary>
public sealed record ErasureLine(
    string Region, PersonId Person, string Act, string Basis, PersonId By, DateTimeOffset At, DateOnly On);

/// <summary>
/// Who was erased, in a file outside the database and beside the master key: after an older backup is
/// restored it says whom to erase again. It holds ids and no personal data. Back it up apart from the
/// database, and never restore an older one.
/// </summary>
public sealed class ErasureJournal(string path) : IDisposable
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = "erasures.jsonl";

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Adds a line, on the disk when it returns.</summary>
    public async Task AddAsync(ErasureLine line, CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows() && !File.Exists(path))
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var file = new FileStream(path, options);
            // A line of its own also after a write that broke off.
            var text = $"\n{JsonSerializer.Serialize(line, DomainJson.Options)}\n";
            await file.WriteAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>All lines that were written to their end.</summary>
    public IReadOnlyList<ErasureLine> Read()
    {
        if (!File.Exists(path)) return [];
        return [.. File.ReadLines(path).Select(Parse).OfType<ErasureLine>()];
    }

    private static ErasureLine? Parse(string line)
    {
        try
        {
            return line.Length == 0
                ? null
                : JsonSerializer.Deserialize<ErasureLine>(line, DomainJson.Options);
        }
        catch (JsonException)
        {
            return null; // broken off in the middle: nobody was told that it was done
        }
    }
}
