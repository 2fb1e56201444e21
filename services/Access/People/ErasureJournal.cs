using System.Text;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Access.People;

/// <summary>One erasure as the journals keep it.</summary>
public sealed record ErasureLine(
    string Region, PersonId Person, string Act, string Basis, PersonId By, DateTimeOffset At, DateOnly On)
{
    /// <summary>What tells one erasure from others.</summary>
    internal (string Region, PersonId Person, string Act) Key => (Region, Person, Act);

    internal string ToJson() => JsonSerializer.Serialize(this, DomainJson.Options);

    /// <summary>Null when the text was not written to its end: nobody was told then that it was
    /// done.</summary>
    internal static ErasureLine? Parse(string text)
    {
        try
        {
            return text.Length == 0
                ? null
                : JsonSerializer.Deserialize<ErasureLine>(text, DomainJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>
/// Who was erased, in a file outside the database and beside the master key: after an older backup is
/// restored it says whom to erase again. Each host has its own, which also holds what the others have erased.
/// It holds ids and no personal data. Back it up apart from the database, and never restore an older one.
/// </summary>
public sealed class ErasureJournal(string path) : IDisposable
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = "erasures.jsonl";

    // Another program on the same folder writes a few lines and closes the file.
    private const int TriesMax = 500;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Adds lines, on the disk when it returns.</summary>
    public async Task AddAsync(IReadOnlyCollection<ErasureLine> lines, CancellationToken cancel = default)
    {
        if (lines.Count == 0) return;
        await turn.WaitAsync(cancel);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await using var file = await OpenAsync(FileMode.Append, FileAccess.Write, cancel);
            // A line of its own also after a write that broke off.
            var text = $"\n{string.Join('\n', lines.Select(line => line.ToJson()))}\n";
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
    public async Task<IReadOnlyList<ErasureLine>> ReadAsync(CancellationToken cancel = default)
    {
        if (!File.Exists(path)) return [];
        await turn.WaitAsync(cancel);
        try
        {
            await using var file = await OpenAsync(FileMode.Open, FileAccess.Read, cancel);
            using var text = new StreamReader(file);
            return [.. (await text.ReadToEndAsync(cancel)).Split('\n').Select(ErasureLine.Parse)
                .OfType<ErasureLine>()];
        }
        finally
        {
            turn.Release();
        }
    }

    // Alone: two programs that add at the same place would write over each other.
    private async Task<FileStream> OpenAsync(FileMode mode, FileAccess access, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && mode == FileMode.Append)
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        for (var number = 1; ; number++)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException error) when (number < TriesMax && error is not FileNotFoundException)
            {
                await Task.Delay(Between, cancel);
            }
        }
    }
}
